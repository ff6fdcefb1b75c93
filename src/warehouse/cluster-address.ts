/** `clickhouse://user:password@host:port,host:port/database?cluster=name`, read. */
import { clusterAddressUnclear } from "./problems-of-cluster.ts";
import { WarehouseError } from "./warehouse-error.ts";

export interface ClusterAddress {
  /** `http://host:port` or `https://host:port`: any of them answers for the whole cluster. */
  readonly hosts: readonly string[];
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly cluster: string;
  /** As it may be shown: without the password. */
  readonly shown: string;
}

const form =
  /^clickhouse:\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?@]+)\/(?<database>\w+)\?(?<options>.+)$/;

export function readClusterAddress(text: string): ClusterAddress {
  const shown = text.replace(/:[^:@/]*@/, "@");
  const refuse = (reason: string): WarehouseError => new WarehouseError(clusterAddressUnclear(shown, reason));
  const parts = form.exec(text)?.groups;
  if (parts === undefined) throw refuse("non ha la forma attesa");
  const options = new URLSearchParams(parts.options);
  const unknown = [...options.keys()].find((key) => key !== "cluster" && key !== "tls");
  if (unknown !== undefined) throw refuse(`l'opzione «${unknown}» non esiste`);
  const cluster = options.get("cluster") ?? "";
  if (!/^\w+$/.test(cluster)) throw refuse("manca il nome del cluster");
  const tls = options.get("tls");
  if (tls !== null && tls !== "si") throw refuse("l'opzione «tls» vale solo «si»");
  const hosts = parts.hosts!.split(",").map((host) => {
    if (!/^(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}$/.test(host))
      throw refuse(`«${host}» non è nella forma nome:porta`);
    return `${tls === "si" ? "https" : "http"}://${host}`;
  });
  return {
    hosts,
    user: decodeURIComponent(parts.user ?? "default"),
    password: decodeURIComponent(parts.password ?? ""),
    database: parts.database!,
    cluster,
    shown,
  };
}
