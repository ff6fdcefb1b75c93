/** Acts, units of measure and events: the sections `atti`, `unita_di_misura`, `eventi`. */
import { findText, findValue, listScalars } from "./located.ts";
import type { Act, Event, UnitOfMeasure } from "./model.ts";
import { checkOrgUnit, type Organisation } from "./organisation.ts";
import { checkName, type Entry, makeOrigin, type Reading, readDay, readInterval } from "./reading.ts";

export function readActs(reading: Reading, entries: readonly Entry[]): readonly Act[] {
  return entries.flatMap(({ map, head }) => {
    const id = findText(map, "id");
    if (id === undefined || reading.suspect.has(map)) return [];
    return [
      {
        id,
        title: findText(map, "titolo") ?? id,
        body: findText(map, "organo"),
        number: findText(map, "numero"),
        date: readDay(reading, map, "data", `atto ${id}`),
        origin: makeOrigin(head, map.place),
      },
    ];
  });
}

/** `grandezza: euro` is one base quantity; `numero` is none, a pure number. */
export function readUnits(reading: Reading, entries: readonly Entry[]): readonly UnitOfMeasure[] {
  return entries.flatMap(({ map }) => {
    const id = findText(map, "id");
    const quantity = findValue(map, "grandezza");
    if (id === undefined || quantity === undefined || reading.suspect.has(map)) return [];
    const symbol = findText(map, "simbolo") ?? "";
    if (quantity.type === "scalar") {
      return [{ id, symbol, quantity: quantity.text === "numero" ? {} : { [quantity.text]: 1 } }];
    }
    if (quantity.type === "list") return [];
    const exponents = [...quantity.entries].flatMap(([name, { value }]): [string, number][] =>
      value.type === "scalar" && typeof value.value === "number" && value.value !== 0 && name !== "numero"
        ? [[name, value.value]]
        : [],
    );
    return [{ id, symbol, quantity: Object.fromEntries(exponents) }];
  });
}

export function readEvents(
  reading: Reading,
  entries: readonly Entry[],
  organisation: Organisation,
): readonly Event[] {
  const offices = organisation.trees.get(organisation.principal);
  return entries.flatMap(({ map, head }) => {
    const id = findText(map, "id");
    if (id === undefined || reading.suspect.has(map)) return [];
    const subject = `evento ${id}`;
    const acts = listScalars(map, "atti");
    const orgUnits = listScalars(map, "unita");
    const indicators = listScalars(map, "indicatori");
    for (const { text, place } of acts) checkName(reading, "act", text, place, subject);
    for (const { text, place } of indicators) checkName(reading, "indicator", text, place, subject);
    for (const { text, place } of orgUnits) {
      checkOrgUnit(reading, offices, "L'unità organizzativa", text, place, subject);
    }
    const { from, until } = readInterval(reading, map, ["dal", "fino_al"], subject);
    return [
      {
        id,
        title: findText(map, "titolo") ?? id,
        acts: acts.map((act) => act.text),
        authority: findText(map, "autorita"),
        from,
        until,
        orgUnits: orgUnits.map((unit) => unit.text),
        places: listScalars(map, "luoghi").map((place) => place.text),
        indicators: indicators.map((indicator) => indicator.text),
        note: findText(map, "nota"),
        origin: makeOrigin(head, map.place),
      },
    ];
  });
}
