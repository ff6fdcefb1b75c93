/** Forecasts, as the contract has them. */
import { forecast } from "../../operations/index.ts";
import { isSet } from "../contract/nouns.ts";
import { getValue } from "../problem-json.ts";
import { copyFigure } from "./copy-figure.ts";
import { implementer } from "./implementer.ts";
import { readMembers } from "./read-members.ts";

const { forecasts } = implementer;

export const forecastHandlers = {
  get: forecasts.get.handler(async ({ context: { platform }, input }) => {
    const { workspace, indicator, member, year, pace, ...asked } = input;
    const request = {
      ...asked,
      directory: "",
      id: indicator,
      members: readMembers(member),
      year,
      pace: isSet(pace),
    };
    const report = getValue(await forecast(request, platform.source(workspace)));
    const period = String(report.year).padStart(4, "0");
    const { version } = getValue(await platform.compute(workspace, { ...asked, period, onYearEnd: true }));
    return {
      version,
      period,
      conditions: [...report.conditions],
      indicator,
      title: report.title,
      orgUnit: report.orgUnit,
      year: report.year,
      months: report.months.map(copyFigure),
      forecasts: report.forecasts.map(({ way, year: whole, distance, months }) => ({
        way,
        year: copyFigure(whole),
        distance,
        months: months.map(copyFigure),
      })),
      target: report.target === null ? null : copyFigure(report.target),
      needed: report.needed === null ? null : report.needed.map(copyFigure),
    };
  }),
};
