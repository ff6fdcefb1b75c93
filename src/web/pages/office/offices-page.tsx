/** The tree of all offices: a script of its own, because the scorecard of one needs more. */
import { OfficeTree } from "./office-tree.tsx";
import "../../parts/tools.css";
import "./office.css";

export const OfficesPage = OfficeTree;
