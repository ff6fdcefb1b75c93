/** The last level: one indicator, office by office. Pressing an office goes on down its own tree. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { client, type Figure } from "../../client.ts";
import { FigureValue } from "../../parts/figure-value.tsx";
import { Loading } from "../../parts/loading.tsx";
import { useOrgUnits } from "../../parts/use-org-units.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import type { Row } from "./shape-pyramid.ts";
import { pyramidWords } from "./words.ts";

export function OfficeLevel({ row, office }: { readonly row: Row; readonly office: string | undefined }) {
  const words = usePageWords(pyramidWords);
  const { asked, workspace, search } = useWorkspace();
  const { id, facet } = row.figure;
  const input = { ...asked, indicator: id, facet };
  const figures = useQuery({
    queryKey: [workspace, "figures", input],
    queryFn: () => client.figures.list(input),
  });
  const units = useOrgUnits();
  if (figures.data === undefined || units.data === undefined) return <Loading />;
  const isBelow = new Set(
    units.data.filter(({ parent }) => parent === (office ?? row.figure.orgUnit)).map(({ code }) => code),
  );
  const members = JSON.stringify(row.figure.members);
  const below = figures.data.figures.filter(
    (figure) => isBelow.has(figure.orgUnit) && JSON.stringify(figure.members) === members,
  );
  const titles = new Map(units.data.map(({ code, title }) => [code, title]));
  const { why: _, ...kept } = search;
  return (
    <section className="pm-level" aria-label={words.byOffice(row.title)}>
      <h2 className="pm-level-title">{words.byOffice(row.title)}</h2>
      {below.length === 0 ? (
        <p className="pm-absence text-center">{words.noOffices}</p>
      ) : (
        <ol className="pm-below">
          {sortFigures(below).map((figure) => (
            <li key={figure.orgUnit}>
              <Link
                to="/$workspace/uffici/$orgUnit"
                params={{ workspace, orgUnit: figure.orgUnit }}
                search={kept}
              >
                {titles.get(figure.orgUnit) ?? figure.orgUnit}
              </Link>
              <FigureValue figure={figure} title={titles.get(figure.orgUnit) ?? figure.orgUnit} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** The highest first; what is absent last. */
function sortFigures(figures: readonly Figure[]): readonly Figure[] {
  const rank = ({ value }: Figure): number => value ?? Number.NEGATIVE_INFINITY;
  return figures.toSorted((a, b) => rank(b) - rank(a));
}
