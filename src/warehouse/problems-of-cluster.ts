/** Everything that can go wrong with a cluster: code → parameters → Italian sentence. The place is its address. */
import { type Problem, quote } from "../model/index.ts";

function atAddress(code: string, address: string, sentence: string): Problem {
  return { code, place: { file: address, line: 1, column: 1 }, subject: "", sentence };
}

export const clusterAddressUnclear = (address: string, reason: string): Problem =>
  atAddress(
    "cluster-address-unclear",
    address,
    `L'indirizzo del cluster non si capisce: ${reason}.\nScrivilo così: clickhouse://utente:parola@nodo1:8123,nodo2:8123/archivio?cluster=piramide (e \`&tls=si\` per il canale cifrato).`,
  );

export const clusterUnreachable = (address: string, hosts: readonly string[], reason: string): Problem =>
  atAddress(
    "cluster-unreachable",
    address,
    `Nessun nodo del cluster risponde (${hosts.join(", ")}): ${reason}.\nControlla che i server siano accesi e che la rete e le porte siano quelle giuste; nell'indirizzo si possono elencare più nodi.`,
  );

export const clusterShardDown = (address: string, shard: number, replicas: readonly string[]): Problem =>
  atAddress(
    "cluster-shard-down",
    address,
    `Lo shard ${shard} del cluster non risponde: ${replicas.length === 1 ? "la sua sola replica è ferma" : `tutte le sue ${replicas.length} repliche sono ferme`} (${replicas.join(", ")}). Senza la sua parte di fatti ogni somma sarebbe parziale, perciò non se ne dà nessuna.\nRiavvia almeno una replica dello shard ${shard} e ripeti il comando.`,
  );

export const clusterRefused = (address: string, message: string): Problem =>
  atAddress(
    "cluster-refused",
    address,
    `Il cluster ha rifiutato la richiesta: «${message}».\nControlla utente, permessi, memoria e spazio su disco dei server, poi ripeti il comando.`,
  );

export const clusterRowsMissing = (
  address: string,
  source: string,
  expected: number,
  found: number,
): Problem =>
  atAddress(
    "cluster-rows-missing",
    address,
    `Per la fonte ${quote(source)} il cluster ha letto ${found} righe invece di ${expected}: una replica non è ancora allineata, o ha perduto una parte. La somma sarebbe sbagliata, perciò non si dà.\nRipeti fra poco; se dura, controlla le repliche in system.replicas.`,
  );

export const clusterDeliveryMissing = (
  address: string,
  source: string,
  deliveries: readonly number[],
): Problem =>
  atAddress(
    "cluster-delivery-missing",
    address,
    `Il cluster non ha ancora, per la fonte ${quote(source)}, ${deliveries.length === 1 ? `la consegna ${deliveries[0]}` : `le consegne ${deliveries.join(", ")}`}.\nRipeti il comando: ciò che manca si carica dallo spazio di lavoro.`,
  );

export const clusterLoadFailed = (
  address: string,
  delivery: number,
  expected: number,
  found: number,
): Problem =>
  atAddress(
    "cluster-load-failed",
    address,
    `La consegna ${delivery} non si è caricata intera: nel cluster ne risultano ${found} righe su ${expected}, anche dopo averla ripetuta. Nulla di essa conta.\nControlla i server del cluster e ripeti il comando.`,
  );

export const clusterSumTooLarge = (address: string, source: string): Problem =>
  atAddress(
    "cluster-sum-too-large",
    address,
    `Una somma sui fatti di ${quote(source)} supera il più grande intero di 64 bit (9.223.372.036.854.775.807): il cluster darebbe un numero sbagliato.\nUsa meno decimali nella colonna o nei pesi, oppure calcola su questa macchina, senza cluster.`,
  );

export const clusterOfOtherModel = (address: string, found: string, model: string): Problem =>
  atAddress(
    "cluster-of-other-model",
    address,
    `Questo archivio del cluster conserva i fatti del modello ${quote(found)}, non di ${quote(model)}.\nIndica un altro archivio nell'indirizzo: uno per modello.`,
  );
