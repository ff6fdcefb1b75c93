/** Offices: the tree of all of them, or the scorecard of one. */
import { useParams } from "@tanstack/react-router";
import { OfficeTree } from "./office-tree.tsx";
import { ScorecardView } from "./scorecard-view.tsx";
import "../../parts/tools.css";
import "./office.css";

export function OfficePage() {
  const { orgUnit } = useParams({ strict: false });
  return orgUnit === undefined ? <OfficeTree /> : <ScorecardView key={orgUnit} orgUnit={orgUnit} />;
}
