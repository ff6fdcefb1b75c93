/**
 * A problem is data: what is wrong in what somebody wrote, where, why and what to do. One run shows
 * them all. A bug is ours, and is thrown.
 */

/** A place in a text file of the model; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Problem {
  /** Stable, English, kebab-case: what tests and tools match on. */
  readonly code: string;
  readonly place: Place;
  /** Whom it concerns, as the author calls it: `indicatore giacenza`. Empty when the place says it all. */
  readonly subject: string;
  /** Italian: what is wrong and why, then what to do; the lines in between give the details. */
  readonly sentence: string;
}

/** What a reader returns: as much of the value as could be read, and everything that is wrong with it. */
export interface Outcome<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** Thrown when the fault is ours and not the author's. */
export class Bug extends Error {
  constructor(what: string) {
    super(`Errore interno di Piramide (è colpa nostra, non tua): ${what}`);
    this.name = "Bug";
  }
}
