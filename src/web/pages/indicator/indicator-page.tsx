/** One indicator whole. */
import { useParams } from "@tanstack/react-router";
import { IndicatorView } from "./indicator-view.tsx";
import "../../parts/tools.css";
import "./indicator.css";

export function IndicatorPage() {
  const { indicator = "" } = useParams({ strict: false });
  return <IndicatorView key={indicator} indicator={indicator} />;
}
