/** The pages by their names, in the order of the menu. */
export const menu = [
  { key: "pyramid", to: "/$workspace" },
  { key: "office", to: "/$workspace/uffici" },
  { key: "indicator", to: "/$workspace/indicatori" },
  { key: "whatIf", to: "/$workspace/e-se" },
  { key: "audit", to: "/$workspace/verifica" },
  { key: "data", to: "/$workspace/dati" },
] as const;
