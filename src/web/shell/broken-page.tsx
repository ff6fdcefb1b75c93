/** In place of a page whose script has not come, or that fell over while it was drawn. */
import { Alert, Button } from "design-react-kit";
import { useWords } from "../words/language.tsx";

export function BrokenPage() {
  const words = useWords();
  return (
    <Alert color="danger" fade={false}>
      <h1 className="h4">{words.broken}</h1>
      <p>{words.brokenHint}</p>
      {/* A browser does not ask twice for a script that failed, and the pages may be others now. */}
      <Button color="primary" outline size="sm" onClick={() => location.reload()}>
        {words.retry}
      </Button>
    </Alert>
  );
}
