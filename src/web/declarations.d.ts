/** What the build puts in place of a name: the contract without its checks. */
declare const contractRoutes: import("@orpc/contract").AnyContractRouter;
