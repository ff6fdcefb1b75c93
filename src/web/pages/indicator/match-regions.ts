/** Which office stands for which region of the map: by its title, however it is written. */
import { fold } from "../../parts/fold.ts";
import type { Figures } from "./answers.ts";

/** The map's own names are English. */
const regionsOfMap: Readonly<Record<string, string>> = {
  abruzzo: "abruzzo",
  basilicata: "basilicata",
  calabria: "calabria",
  campania: "campania",
  "emilia romagna": "emilia-romagna",
  "friuli venezia giulia": "friuli-venezia-giulia",
  lazio: "lazio",
  liguria: "liguria",
  lombardia: "lombardy",
  marche: "marche",
  molise: "molise",
  piemonte: "piedmont",
  puglia: "apulia",
  sardegna: "sardinia",
  sicilia: "sicily",
  toscana: "tuscany",
  "trentino alto adige": "trentino-south-tyrol",
  umbria: "umbria",
  "valle d aosta": "aosta-valley",
  veneto: "veneto",
};

/** The office's code → the region's name on the map. */
export function matchRegions(offices: Figures["offices"]): ReadonlyMap<string, string> {
  const matched = new Map<string, string>();
  for (const { code, title, isRegion } of offices) {
    if (!isRegion) continue;
    const name = fold(title)
      .replace(/[-'’/]/g, " ")
      .replace(/\s+/g, " ")
      .replace(/^direzione regionale (per )?(l |la |il |le )?/, "");
    const region = regionsOfMap[name];
    if (region !== undefined) matched.set(code, region);
  }
  return matched;
}
