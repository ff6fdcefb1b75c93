/** Said while no source has delivered anything: why figures are absent, and how deliveries come. */
import { useWords } from "../words/language.tsx";
import { useOpened } from "./use-opened.ts";

export function Undelivered() {
  const { undelivered: words } = useWords();
  const { current } = useOpened();
  const commands = current?.toDeliver ?? [];
  return (
    <div role="status">
      {commands.length === 0 ? null : (
        <div className="pm-outdated">
          <div className="container-xl">
            <p>
              <strong>{words.nothing}.</strong> {words.absent}{" "}
              {current?.isSynthetic === true ? words.generate : words.deliver}
            </p>
            <pre className="pm-commands">{commands.join("\n")}</pre>
            <p>{words.follows}</p>
          </div>
        </div>
      )}
    </div>
  );
}
