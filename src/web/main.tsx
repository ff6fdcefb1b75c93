/** Where the pages begin. */
import { createRoot } from "react-dom/client";
import "./style/piramide.css";
import { App } from "./app.tsx";

createRoot(document.getElementById("pagina")!).render(<App />);
