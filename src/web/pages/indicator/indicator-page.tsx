/** Indicators: the list of all, or one of them whole. */
import { useParams } from "@tanstack/react-router";
import { IndicatorList } from "./indicator-list.tsx";
import { IndicatorView } from "./indicator-view.tsx";
import "../../parts/tools.css";
import "./indicator.css";

export function IndicatorPage() {
  const { indicator } = useParams({ strict: false });
  return indicator === undefined ? (
    <IndicatorList />
  ) : (
    <IndicatorView key={indicator} indicator={indicator} />
  );
}
