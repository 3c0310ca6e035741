// Numbers, durations and times as people read them.
import { language, t } from './words.js';

export const UNKNOWN = '–';

export const number = (value, digits = 0) => value === null || value === undefined ? UNKNOWN
  : new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);

export const unit = (value, name, digits = 0) => value === null || value === undefined ? UNKNOWN
  : `${number(value, digits)} ${name}`;

export function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return UNKNOWN;
  }
  if (seconds < 1) {
    return unit(seconds * 1000, 'ms');
  }
  if (seconds < 90) {
    return unit(seconds, 's', seconds < 10 ? 1 : 0);
  }
  return seconds < 5400 ? unit(seconds / 60, 'min') : seconds < 172800 ? unit(seconds / 3600, 'h', 1)
    : unit(seconds / 86400, t('days'));
}

/** How long ago a thing's age of arrival is by now. */
export const ageNow = (seconds, item) => seconds === null || seconds === undefined ? null
  : seconds + (Date.now() - item.at) / 1000;

/** In steps, so that a list does not flicker. */
export function ago(seconds) {
  if (seconds === null || seconds === undefined) {
    return UNKNOWN;
  }
  return seconds < 10 ? t('just_now') : t('ago', { time: duration(seconds < 60 ? Math.round(seconds / 5) * 5 : seconds) });
}

/** Of a time as the node stamps messages: the clock's where it is vouched for, else how long ago. */
export function stamp(time, item) {
  if (!time) {
    return UNKNOWN;
  }
  return time.at ? new Intl.DateTimeFormat(language(), { dateStyle: 'short', timeStyle: 'short' }).format(new Date(time.at))
    : time.ago_s === null ? t('earlier') : ago(ageNow(time.ago_s, item));
}
