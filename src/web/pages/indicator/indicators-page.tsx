/** The list of all indicators: a script of its own, because one of them whole comes with charts. */
import { IndicatorList } from "./indicator-list.tsx";
import "../../parts/tools.css";
import "./indicator.css";

export const IndicatorsPage = IndicatorList;
