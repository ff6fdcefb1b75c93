/** What a figure is called where its indicator is broken down. */
import type { Dimension, Indicator, Members } from "./model.ts";

/** The titles by which members are called. */
export interface NamedMembers {
  readonly dimensions: readonly (Pick<Dimension, "id"> & {
    readonly members: readonly { readonly code: string; readonly title: string }[];
  })[];
}

/** `Nucleo base`; empty where there are none. */
export function tellMembers({ dimensions }: NamedMembers, members: Members): string {
  return Object.entries(members)
    .map(([dimension, code]) => {
      const found = dimensions.find(({ id }) => id === dimension);
      return found?.members.find((member) => member.code === code)?.title ?? code;
    })
    .join(", ");
}

/** `Giacenza, Nucleo base`. */
export function nameWithMembers(
  model: NamedMembers,
  { title }: Pick<Indicator, "title">,
  members: Members,
): string {
  const told = tellMembers(model, members);
  return told === "" ? title : `${title}, ${told}`;
}
