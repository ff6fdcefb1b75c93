/**
 * The proof that the figures of a nation are right is not the generator's, which knows the answer, nor our
 * compiler's: it is SQL written here by hand from the definitions, over the files as they were sent, at offices and
 * periods drawn anew at every run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { computeModel, type Figures, findAbsence, getFigure } from "../engine/index.ts";
import { nodeKey } from "../graph/index.ts";
import { listPeriodsOfYear, type Period, periodsInYear } from "../model/index.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { generate } from "./generate.ts";
import { importList } from "./import-list.ts";
import { openGraph } from "./open-model.ts";

const directory = "models/nazione";
const year = 2023;
const drawn = 20;
let folder = "";
let figures: Figures;
let database: DuckDBConnection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "piramide-nazione-"));
  const out = join(folder, "consegne");
  const data = join(folder, "dati");
  const made = generate({ directory, like: "models/inps-2023", seed: 7, rows: 400_000, out });
  expect(made.problems).toEqual([]);
  const list = join(out, "consegne.csv");
  const taken = await importList({ directory, data, list, strict: false, recordedAt: "2024-12-31" });
  expect(taken.problems).toEqual([]);
  const { value: graph, opened } = openGraph(directory, { year });
  const answers = await gatherAnswers(opened.model, { data });
  expect(answers.problems).toEqual([]);
  figures = computeModel(graph!, answers.value);
  const instance = await DuckDBInstance.create(":memory:");
  database = await instance.connect();
  await prepareOracle(out);
  await prepareClusters();
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The keys of each source, as its tracciato says. */
const keys: Readonly<Record<string, string>> = {
  pratiche: "pratica, evento",
  volumi: "sede, prodotto",
  presenze: "sede, profilo, collocazione, quota_ottimale",
  contabile: "sede, voce",
  ricorsi: "sede, tipo, classe_eta",
  qualita: "sede, indicatore",
  prestazioni: "sede, prestazione",
  questionari: "risposta",
};

/** What makes a row wrong beyond an office that is not there, written by hand. */
const good: Readonly<Record<string, string>> = {
  pratiche:
    "try_cast(giorno as date) is not null and strftime(try_cast(giorno as date), '%Y-%m') = periodo and prodotto in (select prodotto from prodotti) and evento in ('pervenuto', 'definito', 'respinto') and (aperta_il is null or try_cast(giorno as date) >= try_cast(aperta_il as date)) and (aperta_il is null or try_cast(aperta_il as date) is not null)",
  volumi:
    "prodotto in (select prodotto from prodotti) and giacenza_iniziale::bigint >= 0 and pervenuti::bigint >= 0 and definiti::bigint >= 0 and respinti::bigint >= 0 and giacenza_finale::bigint >= 0 and giacenza_iniziale::bigint + pervenuti::bigint = definiti::bigint + respinti::bigint + giacenza_finale::bigint",
  presenze: "try_cast(replace(fte, ',', '.') as decimal(18,2)) >= 0",
  contabile:
    "try_cast(replace(importo, ',', '.') as decimal(18,2)) >= 0 and regexp_full_match(importo, '[0-9]+(,[0-9]{1,2})?')",
  ricorsi: "ricorsi::bigint >= 0",
  qualita: "numeratore::bigint >= 0 and denominatore::bigint >= 0",
  prestazioni: "pagate::bigint >= 0 and entro_termine::bigint <= pagate::bigint",
  questionari: "voto::int between 1 and 5",
};

async function prepareOracle(out: string): Promise<void> {
  const csv = (file: string): string => `read_csv('${file}', delim = ';', header = true, all_varchar = true)`;
  await database.run(
    `create table elenco as select row_number() over () as n, * from ${csv(join(out, "consegne.csv"))}`,
  );
  await database.run(`create table uffici as select * from ${csv(join(directory, "uffici.csv"))}`);
  await database.run(`create table classi as select * from ${csv(join(directory, "classi-eta.csv"))}`);
  await database.run(
    `create table prodotti as select prodotto, area, linea, replace(coefficiente, ',', '.')::decimal(9,3) as coefficiente, coalesce(valido_dal, '0000') as dal, coalesce(valido_fino_al, '9999') as al from ${csv(join(directory, "prodotti.csv"))}`,
  );
  // An office that moved stands, in the figures of a year, where it stands at its end.
  const placeOffices = (name: string, day: string) =>
    database.run(
      `create table ${name} as with recursive ultimi as (select codice, arg_max(padre, coalesce(valido_dal, '')) as padre from uffici where coalesce(valido_dal, '') <= '${day}' group by codice), s as (select codice as nodo, codice from ultimi union all select u.padre, s.codice from s join ultimi u on u.codice = s.nodo where u.padre is not null) select distinct nodo, codice from s`,
    );
  await placeOffices("sotto", "2023-12-31");
  await placeOffices("sotto_prima", "2022-12-31");
  const reader = await database.runAndReadAll("select n, file, fonte, periodo, modo from elenco order by n");
  for (const row of reader.getRowObjectsJson()) {
    const [n, file, source, period, mode] = ["n", "file", "fonte", "periodo", "modo"].map((name) =>
      String(row[name] as string | bigint),
    );
    const select = `select *, ${n} as n, '${period}' as periodo, '${mode}' as modo, row_number() over () as riga from ${csv(join(out, file!))}`;
    const exists = await database.runAndReadAll(
      `select count(*) as c from information_schema.tables where table_name = 'tutto_${source}'`,
    );
    const isFirst = Number(exists.getRowObjectsJson()[0]!.c) === 0;
    await database.run(
      isFirst ? `create table tutto_${source} as ${select}` : `insert into tutto_${source} by name ${select}`,
    );
  }
  for (const source of Object.keys(keys)) await database.run(settle(source));
}

/** The rows that hold: those of the last whole delivery of a period, and for each key the last that was sent since. */
function settle(source: string): string {
  const closed =
    "exists (select 1 from uffici u where u.codice = t.sede and u.tipo <> 'ente' and (u.valido_dal is null or u.valido_dal < m.al) and (u.valido_fino_al is null or u.valido_fino_al > m.dal))";
  return `create table ${source} as
    with mesi as (select distinct periodo,
        case when length(periodo) = 7 and periodo not like '%T%' then periodo || '-01' else left(periodo, 4) || '-' || lpad((3 * right(periodo, 1)::int - 2)::varchar, 2, '0') || '-01' end as dal,
        strftime(case when periodo like '%T%' then (left(periodo, 4) || '-' || lpad((3 * right(periodo, 1)::int - 2)::varchar, 2, '0') || '-01')::date + interval 3 month else (periodo || '-01')::date + interval 1 month end, '%Y-%m-%d') as al
      from tutto_${source}),
    buone as (select t.* from tutto_${source} t join mesi m using (periodo) where ${closed} and ${good[source]}),
    ultime as (select periodo, max(n) as base from tutto_${source} where modo = 'completa' group by periodo),
    vive as (select b.*, row_number() over (partition by b.periodo, ${keys[source]} order by b.n desc, b.riga) as posto from buone b join ultime u using (periodo) where b.n >= u.base)
    select * exclude (posto) from vive where posto = 1`;
}

/** Who is of which cluster, and how much each elementary indicator of quality weighs: lists that the model declares. */
async function prepareClusters(): Promise<void> {
  const { groupings, indicators } = figures.graph.model;
  const rows = groupings[0]!.groups.flatMap(({ code, units }) =>
    units.map((unit) => `('${unit}', '${code}')`),
  );
  await database.run(`create table gruppi as select * from (values ${rows.join(", ")}) t(codice, gruppo)`);
  const weights = indicators
    .find(({ id }) => id === "qualita_aree_produzione")!
    .synthesis!.components.map(({ members, weight }) => `('${members.elementare}', ${weight})`);
  await database.run(`create table pesi as select * from (values ${weights.join(", ")}) t(indicatore, peso)`);
}

/** Figures by id and members → SQL that gives one number; {dove} is the offices and months, {ultimo} the last month. */
const inArea = (area: string): string =>
  `v.prodotto in (select prodotto from prodotti where area = '${area}')`;
const weighted = "sum(v.definiti::bigint * p.coefficiente)";
const joined = "volumi v join prodotti p on p.prodotto = v.prodotto and p.dal <= v.fine and p.al > v.fine";
const volumes =
  "(select *, strftime((periodo || '-01')::date + interval 1 month - interval 1 day, '%Y-%m-%d') as fine from volumi)";
const production = `select ${weighted} from ${joined.replace("volumi v", `${volumes} v`)} where {dove}`;
const optimal =
  "select sum(replace(fte, ',', '.')::decimal(18,2)) from presenze v where {dove} and quota_ottimale = 'si' and profilo in ('amministrativo', 'consulente_protezione_sociale', 'analista_processo')";
const money = (voce: string): string =>
  `select sum(replace(importo, ',', '.')::decimal(18,2)) from contabile v where {dove} and voce = '${voce}'`;
const stock = (area: string): string =>
  `(select sum(giacenza_finale::bigint) from volumi v where {ultimo} and ${inArea(area)})`;
const flow = (column: string, area: string): string =>
  `(select sum(${column}::bigint) from volumi v where {dove} and ${inArea(area)})`;
const areas = ["nucleo_base", "prestazioni", "conto", "flussi", "presidio"];

interface Question {
  readonly id: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly sql: string;
}

const questions: readonly Question[] = [
  { id: "pervenuti", members: { area: "conto" }, sql: `select ${flow("pervenuti", "conto")}` },
  { id: "definiti", members: { area: "prestazioni" }, sql: `select ${flow("definiti", "prestazioni")}` },
  { id: "respinti", members: { area: "flussi" }, sql: `select ${flow("respinti", "flussi")}` },
  { id: "giacenza_finale", members: { area: "presidio" }, sql: `select ${stock("presidio")}` },
  {
    id: "produzione_omogeneizzata",
    members: { area: "nucleo_base" },
    sql: `${production} and p.area = 'nucleo_base'`,
  },
  { id: "produttivita", sql: `select (${production})::double / (${optimal})::double` },
  ...areas.map(
    (area): Question => ({
      id: "indice_giacenza",
      members: { area },
      sql: `select ${stock(area)}::double / (${flow("definiti", area)} + ${flow("respinti", area)} + ${stock(area)}) * {giorni}`,
    }),
  ),
  {
    id: "indice_deflusso",
    sql: "select (select sum(definiti::bigint) from volumi v where {dove} and v.prodotto not in (select prodotto from prodotti where area = 'flussi_contabili'))::double / (select sum(pervenuti::bigint) from volumi v where {dove} and v.prodotto not in (select prodotto from prodotti where area = 'flussi_contabili'))",
  },
  { id: "importo", members: { voce: "ieep_interessi_legali" }, sql: money("ieep_interessi_legali") },
  { id: "importo", members: { voce: "costi_totali" }, sql: money("costi_totali") },
  {
    id: "costo_per_punto",
    sql: `select (${money("costi_totali")})::double / (${production})::double`,
  },
  {
    id: "ricorsi_giacenti",
    members: { livello_ricorsi: "sedi" },
    sql: "select sum(ricorsi::bigint) from ricorsi v where {ultimo} and livello = 'sedi'",
  },
  {
    id: "giacenza_ponderata_ricorsi",
    members: { livello_ricorsi: "sedi" },
    sql: "select sum(v.ricorsi::bigint * replace(c.peso, ',', '.')::decimal(9,2)) from ricorsi v join classi c on c.classe = v.classe_eta where {ultimo} and v.livello = 'sedi'",
  },
  {
    id: "definiti_entro_30",
    sql: "select count(*) filter (where giorno[1:10]::date - aperta_il::date <= 30)::double / count(*) * 100 from pratiche v where {dove} and evento = 'definito'",
  },
  { id: "pratiche_distinte", sql: "select count(distinct pratica) from pratiche v where {dove}" },
  {
    id: "qualita_elementare",
    members: { elementare: "prime_liquidazioni" },
    sql: "select sum(numeratore::bigint)::double / sum(denominatore::bigint) * 100 from qualita v where {dove} and indicatore = 'prime_liquidazioni'",
  },
  { id: "prestazioni_pagate", sql: "select sum(pagate::bigint) from prestazioni v where {dove}" },
  {
    id: "soddisfazione_globale",
    sql: "select avg(voto::int) from questionari v where {dove} and fase = 'globale'",
  },
  {
    id: "presenze",
    sql: "select avg(m) from (select sum(replace(fte, ',', '.')::decimal(18,2))::double as m from presenze v where {dove} group by periodo)",
  },
];

async function askOracle(sql: string, office: string, period: Period): Promise<number | undefined> {
  const months = listPeriodsOfYear(year).filter(
    ({ from, until, grain }) => grain === "month" && from >= period.from && until <= period.until,
  );
  const quarters = listPeriodsOfYear(year).filter(
    ({ from, until, grain }) => grain === "quarter" && from >= period.from && until <= period.until,
  );
  const codes = [...months, ...quarters].map(({ code }) => `'${code}'`).join(", ");
  const offices = `v.sede in (select codice from sotto where nodo = '${office}')`;
  const days = Math.round((Date.parse(period.until) - Date.parse(period.from)) / 86_400_000);
  const written = sql
    .replaceAll("{dove}", `${offices} and v.periodo in (${codes})`)
    .replaceAll("{ultimo}", `${offices} and v.periodo = '${months.at(-1)!.code}'`)
    .replaceAll("{giorni}", String(days));
  const reader = await database.runAndReadAll(`select (${written})::double as risposta`);
  const value = reader.getRowObjectsJson()[0]!.risposta;
  return value === null ? undefined : Number(value);
}

const needs =
  "('fabbisogno_costo_prodotto', 'fabbisogno_immobili', 'fabbisogno_beni_servizi', 'fabbisogno_personale')";
const people =
  "select sede, periodo, sum(replace(fte, ',', '.')::decimal(18,2))::double as persone from presenze where quota_ottimale = 'si' and profilo in ('amministrativo', 'consulente_protezione_sociale', 'analista_processo') group by all";

/** By office and year: needs, and person-months of the months in which there are any. */
const officeNeeds = `
  mesi as (select sede, periodo, sum(replace(importo, ',', '.')::decimal(18,2))::double as valore from contabile where voce in ${needs} group by all),
  persone as (${people}),
  anni as (select m.sede, left(m.periodo, 4)::int as anno, sum(m.valore) as valore, sum(case when m.valore > 0 then p.persone else 0 end) as peso
    from mesi m join persone p on p.sede = m.sede and p.periodo = m.periodo group by all)`;

/** By office and year: the weighted mean of the elementary indicators, and person-months of the months that have all. */
const officeQuality = `
  elementari as (select sede, left(periodo, 4)::int as anno, indicatore, sum(numeratore::bigint)::double / sum(denominatore::bigint) * 100 as indice from qualita group by all),
  sintesi as (select e.sede, e.anno, sum(e.indice * w.peso) / 100 as valore from elementari e join pesi w on w.indicatore = e.indicatore group by all having count(*) = 12),
  pieni as (select sede, periodo from qualita where denominatore::bigint > 0 group by all having count(*) = 12),
  persone as (${people}),
  mesi as (select p.sede, left(p.periodo, 4)::int as anno, sum(p.persone) as peso from persone p join pieni q on q.sede = p.sede and q.periodo = p.periodo group by all),
  anni as (select s.sede, s.anno, s.valore, m.peso from sintesi s join mesi m on m.sede = s.sede and m.anno = s.anno)`;

/** What the clusters were in 2022, for each office of 2023 that has another beside it. */
const compared = (mean: string) => `
  prima as (select g.gruppo, ${mean} as media, count(*) as quanti, any_value(a.sede) as una from anni a join gruppi g on g.codice = a.sede where a.anno = 2022 and a.peso > 0 group by all),
  uffici_confrontati as (select a.sede, a.valore, a.peso, p.media from anni a join gruppi g on g.codice = a.sede join prima p on p.gruppo = g.gruppo
    where a.anno = 2023 and a.peso > 0 and not (p.quanti = 1 and p.una = a.sede))`;

/** Figures of the year → SQL that gives, for every node of the tree, its number. */
const comparisons: Readonly<Record<string, string>> = {
  fabbisogni_su_cluster: `with ${officeNeeds}, ${compared("sum(a.valore) / sum(a.peso)")}
    select nodo, sum(valore) / sum(media * peso) * 100 as risposta from uffici_confrontati u join sotto s on s.codice = u.sede group by nodo`,
  qualita_attesa: `with ${officeQuality}, ${compared("sum(a.valore * a.peso) / sum(a.peso)")}
    select nodo, sum(media * peso) / sum(peso) as risposta from uffici_confrontati u join sotto s on s.codice = u.sede group by nodo`,
  variazione_produttivita: `with
    punti as (select v.sede, left(v.periodo, 4) as anno, sum(v.definiti::bigint * p.coefficiente)::double as tutti, sum(case when p.area = 'flussi_contabili' then 0 else v.definiti::bigint * p.coefficiente end)::double as senza
      from ${joined.replace("volumi v", `${volumes} v`)} group by all),
    persone as (select sede, left(periodo, 4) as anno,
        sum(case when quota_ottimale = 'si' and profilo in ('amministrativo', 'consulente_protezione_sociale', 'analista_processo') then replace(fte, ',', '.')::decimal(18,2) else 0 end)::double as oggi,
        sum(case when collocazione = 'sede' and profilo in ('amministrativo', 'consulente_protezione_sociale', 'analista_processo', 'operatore_sportello') then replace(fte, ',', '.')::decimal(18,2) else 0 end)::double as allora
      from presenze group by all),
    oggi as (select nodo, sum(p.tutti) as punti from punti p join sotto s on s.codice = p.sede where anno = '2023' group by nodo),
    allora as (select nodo, sum(p.senza) as punti from punti p join sotto_prima s on s.codice = p.sede where anno = '2022' group by nodo),
    gente_oggi as (select nodo, sum(oggi) as persone from persone p join sotto s on s.codice = p.sede where anno = '2023' group by nodo),
    gente_allora as (select nodo, sum(allora) as persone from persone p join sotto_prima s on s.codice = p.sede where anno = '2022' group by nodo)
    select o.nodo, (o.punti / g.persone / (a.punti / h.persone) - 1) * 100 as risposta
      from oggi o join gente_oggi g on g.nodo = o.nodo join allora a on a.nodo = o.nodo join gente_allora h on h.nodo = o.nodo where h.persone > 0 and a.punti > 0`,
};

describe("the nation against SQL written by hand", () => {
  test("[W19] every kind of measure agrees at offices and periods drawn anew", async () => {
    const tree = figures.graph.trees[0]!;
    let compared = 0;
    const wrong: string[] = [];
    for (const { id, members = {}, sql } of questions) {
      const indicator = figures.graph.model.indicators.find((each) => each.id === id)!;
      const node =
        figures.graph.nodes[figures.graph.indexOf.get(nodeKey(id, indicator.mainFacet, members)) ?? -1];
      expect(node, id).toBeDefined();
      for (let draw = 0; draw < drawn; draw++) {
        // The nation and the year are always asked, the rest is chance.
        const unit = draw === 0 ? 0 : Math.floor(Math.random() * tree.units.length);
        const period =
          listPeriodsOfYear(year)[
            draw === 0 ? periodsInYear - 1 : Math.floor(Math.random() * periodsInYear)
          ]!;
        const cell = unit * periodsInYear + period.index;
        const state = figures.columns[node!.index]!.states[cell]!;
        if (findAbsence(state) !== undefined) continue;
        const figure = getFigure(figures, node!, cell);
        const answer = (await askOracle(sql, tree.units[unit]!.code, period)) ?? 0;
        compared++;
        const isSame = Math.abs(figure.value! - answer) <= 1e-11 * Math.max(1, Math.abs(answer));
        if (!isSame)
          wrong.push(
            `${id} ${JSON.stringify(members)} ${figure.orgUnit} ${period.code}: ${figure.value}, oracle ${answer}`,
          );
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(questions.length * 5);
  }, 180_000);

  test("[D13] productivity applies where production is delivered from, and to what is summed of it", () => {
    const node = figures.graph.nodes[figures.graph.indexOf.get(nodeKey("produttivita", "result", {}))!]!;
    const absenceOf = new Map(
      node.tree.units.map(({ code, type }, unit) => [
        code,
        { type, absence: getFigure(figures, node, unit * periodsInYear + periodsInYear - 1).absence },
      ]),
    );
    const idle = [
      "direzione_generale",
      "direzione_regionale",
      "direzione_coordinamento_metropolitano",
      "punto",
    ];
    const offices = [...absenceOf.values()].filter(({ type }) => idle.includes(type));
    expect(offices.length).toBe(78);
    expect(new Set(offices.map(({ absence }) => absence))).toEqual(new Set(["not-applicable"]));
    expect(absenceOf.get("ENTE")!.absence).toBeNull();
    expect(absenceOf.get("DP-037")!.absence).toBeNull();
  });

  test.each(Object.entries(comparisons))(
    "[W19] %s, which looks at the year before, agrees at every node",
    async (id, sql) => {
      const node = figures.graph.nodes[figures.graph.indexOf.get(nodeKey(id, "result", {}))!]!;
      const reader = await database.runAndReadAll(sql);
      const answers = reader.getRowObjectsJson().filter(({ risposta }) => risposta !== null);
      expect(answers.length).toBeGreaterThan(3);
      const expected = new Map(answers.map(({ nodo, risposta }) => [nodo as string, Number(risposta)]));
      const wrong: string[] = [];
      node.tree.units.forEach(({ code }, unit) => {
        const figure = getFigure(figures, node, unit * periodsInYear + periodsInYear - 1);
        const answer = expected.get(code);
        const isSame =
          figure.value === null || answer === undefined
            ? figure.value === null && answer === undefined
            : Math.abs(figure.value - answer) <= 1e-9 * Math.max(1, Math.abs(answer));
        if (!isSame) wrong.push(`${code}: ${figure.value ?? figure.absence}, oracle ${answer}`);
      });
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});

/** National figures of a year by the method of a day, as they are shown. */
async function show(on: { readonly year: number; readonly methodOn?: string }, names: readonly string[]) {
  const { value: graph, opened } = openGraph(directory, on);
  const answers = await gatherAnswers(opened.model, { data: join(folder, "dati") });
  const computed = computeModel(graph!, answers.value);
  return names.map((name) => {
    const [id = "", facet = "result"] = name.split(".");
    const node = graph!.nodes[graph!.indexOf.get(nodeKey(id, facet as "result", {}))!]!;
    return getFigure(computed, node, periodsInYear - 1).display;
  });
}

describe("the references of the nation", () => {
  const names = ["fabbisogni_standard", "fabbisogni_standard.deviation", "qualita_aree_produzione.target"];

  test("[N12] in the year the budget holds, and every printed figure is what is printed", async () => {
    expect(await show({ year }, [...names, "qualita_aree_produzione.deviation"])).toEqual([
      ...["105,67", "-5,67", "98,56", "0,30"],
    ]);
    const others = ["indice_economico_gestione.deviation", "fabbisogni_su_budget", "produttivita"];
    expect(await show({ year }, [...others, "variazione_produttivita"])).toEqual([
      ...["6,16", "105,67", "138,25", "1,1"],
    ]);
    expect(await show({ year: 2022 }, ["qualita_aree_produzione.deviation", "produttivita"])).toEqual([
      ...["-2,21", "136,73"],
    ]);
    const [one] = await show({ year }, ["variazione_produttivita_un_metodo"]);
    expect(["0,4", "0,5"]).toContain(one);
  });

  test("[N12] the day after, the cluster of the year before holds: the other reference is shown", async () => {
    const [needs, , target] = await show({ year, methodOn: "2024-01-01" }, names);
    const [cluster, quality] = await show({ year }, ["fabbisogni_su_cluster", "qualita_attesa"]);
    expect([needs, target]).toEqual([cluster, quality]);
    expect([needs, target]).not.toEqual(["105,67", "98,56"]);
    expect(Math.abs(Number(needs!.replace(",", ".")) - 105.67)).toBeLessThan(5);
  });

  test("[N12] of the first year the cluster of the year before is missing, and so is what stands on it", async () => {
    const cluster = ["fabbisogni_su_cluster", "fabbisogno_atteso", "qualita_attesa"];
    expect(await show({ year: 2022 }, cluster)).toEqual(cluster.map(() => "assente a monte"));
  });
});
