/**
 * The work limits of the reader. Whatever is larger gives one problem and is not read further, so
 * that no input can hang the reader or overflow its stack. They stand in docs/spec.md as M3.
 */
export const maxFileBytes = 4 * 1024 * 1024;
export const maxTotalBytes = 64 * 1024 * 1024;
export const maxFiles = 2_000;
/** Nested lists, maps and blocks of one YAML file. */
export const maxYamlDepth = 64;
/** Keys and values of one YAML file. */
export const maxYamlNodes = 500_000;
/** Rows of one CSV file, its header not counted. */
export const maxCsvRows = 200_000;
/** Rows of all lists together, a list counted each time that an entry names it. */
export const maxTotalRows = 500_000;
/** Dimensions of one indicator. */
export const maxDimensions = 20;
/** Suggestions of a nearest name in one run: each compares a name with all known ones. */
export const maxSuggestions = 100;
/** Problems told in one run; the rest are counted. */
export const maxProblems = 10_000;
/** Columns of one CSV file. */
export const maxCsvColumns = 1_000;
/** Years between the first and the last of a model, both included. */
export const maxYears = 200;
/** The largest integer that a double holds together with all smaller ones. */
export const maxScaled = Number.MAX_SAFE_INTEGER;
