/**
 * The operations over HTTP. `createApi` makes a server that reads: one contract (`contract/`) gives its handlers, the
 * types of the pages and OpenAPI. Rules S of docs/spec.md.
 */
export { type Contract, contract } from "./contract/index.ts";
export { type ApiOptions, apiPrefix, createApi } from "./create-api.ts";
