/** While an answer is awaited, when it failed, and when it is empty. */
import { Alert, Button, Spinner } from "design-react-kit";
import { mayPass, Unanswered } from "../may-pass.ts";
import { useWords } from "../words/language.tsx";

export function Loading() {
  const words = useWords();
  return (
    <div role="status" className="pm-loading">
      <Spinner active small />
      <span>{words.loading}</span>
    </div>
  );
}

/** @param retry offered where asking again may help: not where the server has said what is wrong with the question */
export function Failed({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const words = useWords();
  const said = error instanceof Unanswered ? words.unanswered : error.message;
  return (
    <Alert color="danger" fade={false}>
      <h2 className="h5">{words.failed}</h2>
      {said.split("\n").map((line) => (
        <p key={line} className="mb-1">
          {line}
        </p>
      ))}
      {retry === undefined || !mayPass(error) ? null : (
        <Button color="primary" outline size="sm" className="mt-2" onClick={retry}>
          {words.retry}
        </Button>
      )}
    </Alert>
  );
}
