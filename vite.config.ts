import { minifyContractRouter } from "@orpc/contract";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { contract } from "./src/api/index.ts";
import { rooms } from "./src/rooms.ts";

const pure = rooms.flatMap((room) => (room.pure ? [`/src/${room.name}/`] : []));

// The pages know of the contract only its routes: what a request and an answer must be, the server checks.
export default defineConfig({
  root: "src/web",
  base: "/",
  plugins: [react()],
  define: { contractRoutes: JSON.stringify(minifyContractRouter(contract)) },
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    // The policy of the pages allows no inline content: small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
    // What only calculates does nothing by being there: of a pure room a page loads what it uses.
    rolldownOptions: {
      // Charts come with the pages that have some, whatever small thing these share with others.
      output: {
        codeSplitting: { groups: [{ name: "charts", test: /node_modules[\\/](?:echarts|zrender)/ }] },
      },
      treeshake: { moduleSideEffects: (id) => !pure.some((room) => id.includes(room)) },
    },
  },
});
