/** What the build puts in place of a name: the contract without its checks. */
declare const contractRoutes: import("@orpc/contract").AnyContractRouter;

/** The outlines of regions name their types in a package that holds nothing else. */
declare module "svg-maps__common" {
  export interface Map {
    readonly label: string;
    readonly viewBox: string;
    readonly locations: readonly { readonly id: string; readonly name: string; readonly path: string }[];
  }
}
