import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { faultOfDateFormat } from "../../src/mapping/date-format.ts";
import { readMoment } from "../../src/mapping/read-moment.ts";

const minutes = "`MM` is the month and `mm` the minute";

test.each([
  ["foo", "`f` is no part of a date or time"],
  ["dd.mm.yyyy", `it has no month: ${minutes}`],
  ["dd.MM.yyyy HH:MM", `it names the month twice: ${minutes}`],
  ["DD.MM.YYYY", "`DD` is no part of a date or time: days are `dd`"],
  ["YYYY-MM-dd", "`YYYY` is no part of a date or time: years are `yyyy`"],
  ["yyyy-MM-ddTHH:mm:ss", "`T` is no part of a date or time: a letter that stands for itself goes in quotes: 'T'"],
  ["%d.%m.%Y", "`Y` is no part of a date or time: years are `yyyy`"],
  ["dd.MM", "it has no year"],
  ["HH:mm", "it has no year and no month and no day"],
  ["dd.MM.yyyy hh:mm", "`h` and `a` (AM or PM) go together; the hours of a whole day are `H`"],
  ["dd.MM.yyyy mm", "it has minutes (`m`) and no hour (`H`)"],
  ["MM/dd/yyyy HH:mm A", "`A` is no part of a date or time: AM and PM are `a`"],
  ["'dd.MM.yyyy", "it has no year and no month and no day"],
  ["'dd.MM.yyyy'", "it has no year and no month and no day"],
  ["-", "it has no year and no month and no day"],
])("%s cannot be how dates are written", (format, fault) => {
  expect(faultOfDateFormat(format)).toBe(fault);
});

test.each([
  "dd.MM.yyyy",
  "d.M.yy",
  "MM/dd/yyyy hh:mm a",
  "yyyyMMdd",
  "yyyyMMddHHmmss",
  "dd MMM yyyy",
  "EEEE, d MMMM yyyy",
  "yyyy-MM-dd'T'HHmm",
  "yyyy-MM-dd HH:mm:ss.SSS ZZ",
  "kkkk-'W'WW-c",
  "yyyy-ooo",
])("%s is read back as the day it was written for", (format) => {
  expect(faultOfDateFormat(format)).toBeUndefined();
  for (const day of ["2026-01-02", "2026-11-22", "2024-02-29"]) {
    const written = DateTime.fromISO(`${day}T00:00:00`, { zone: "utc", locale: "en-US" }).toFormat(format);
    expect(readMoment(written, { format, zone: "UTC" })?.slice(0, 10)).toBe(day);
  }
});
