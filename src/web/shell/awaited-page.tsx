/** A page while its script is awaited: its name, and that it comes. */
import { useRouterState } from "@tanstack/react-router";
import { Loading } from "../parts/loading.tsx";
import { useWords } from "../words/language.tsx";
import { menu } from "./menu.ts";

export function AwaitedPage() {
  const words = useWords();
  const folder = useRouterState({ select: ({ location }) => location.pathname.split("/")[2] });
  const { key } = menu.find(({ to }) => to.split("/")[2] === (folder || undefined)) ?? menu[0];
  return (
    <>
      <h1>{words.pages[key]}</h1>
      <Loading />
    </>
  );
}
