/** The scorecard of one office. */
import { useParams } from "@tanstack/react-router";
import { ScorecardView } from "./scorecard-view.tsx";
import "../../parts/tools.css";
import "./office.css";

export function OfficePage() {
  const { orgUnit = "" } = useParams({ strict: false });
  return <ScorecardView key={orgUnit} orgUnit={orgUnit} />;
}
