/** The value pyramid, alive: each level with its figure, open or closed, down to one indicator. */
import { useQuery } from "@tanstack/react-query";
import { client } from "../../client.ts";
import { FigureValue } from "../../parts/figure-value.tsx";
import { Failed, Loading } from "../../parts/loading.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useWords } from "../../words/language.tsx";

export function PyramidPage() {
  const words = useWords();
  const { asked, workspace } = useWorkspace();
  const pyramid = useQuery({
    queryKey: [workspace, "pyramid", asked],
    queryFn: () => client.figures.pyramid(asked),
  });
  if (pyramid.isPending) return <Loading />;
  if (pyramid.error !== null) return <Failed error={pyramid.error} retry={() => void pyramid.refetch()} />;
  return (
    <>
      <h1>{pyramid.data.title}</h1>
      <table className="table">
        <caption>{words.pages.pyramid}</caption>
        <tbody>
          {pyramid.data.rows.map((row, k) => (
            <tr key={`${row.figure.id} ${row.figure.facet} ${k}`}>
              <th scope="row">
                <span aria-hidden="true">{"  ".repeat(row.depth)}</span>
                {row.title}
              </th>
              <td className="text-end">
                <FigureValue figure={row.figure} title={row.title} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
