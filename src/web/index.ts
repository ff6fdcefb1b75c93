/**
 * The operations on a screen. `App` is the pages; `main.tsx` puts them into the document. Figures come from the
 * resources of `api`, of which only the types are known here; what-if runs the pure rooms in the browser.
 */
export { App } from "./app.tsx";
