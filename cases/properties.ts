/**
 * How properties are run, for every test: the first counterexample ends them, because to make one of a whole model
 * smaller can take hours. Its seed and path are printed, and repeat it.
 */
import * as fc from "fast-check";

fc.configureGlobal({ endOnFailure: true });
