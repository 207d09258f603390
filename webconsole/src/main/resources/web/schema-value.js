/** Reads what was typed into a form of a schema, and says at each field what does not fit. The container judges in the end. */
import { known } from './schema.js';
import { t } from './strings.js';

const LONGEST_TRIED = 1_000;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const FORMATS = {
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) => /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text.replace(' ', 'T'))),
  time: (text) => /^\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?$/.test(text),
  email: (text) => /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(text),
};

/** How a field is called among errors: names may have any characters. */
export const keyOf = (path) => JSON.stringify(path);

/** The value of a field, undefined when it is left out. {@code errors} takes what is wrong, by `keyOf(path)`. */
export function valueOf(field, draft, path, errors) {
  const wrong = (key, values) => { errors.set(keyOf(path), t(key, values)); };
  if (field.kind === 'object') {
    return ofObject(field, draft, path, errors);
  }
  if (field.kind === 'array') {
    return ofArray(field, draft, path, errors, wrong);
  }
  if (draft === '') {
    if (field.required && !(field.kind === 'string' && !field.schema.minLength && !field.schema.format && !field.schema.pattern)) {
      wrong('form.wrong.empty');
    }
    return field.required && field.kind === 'string' ? '' : undefined;
  }
  switch (field.kind) {
    case 'choice':
      return field.choices[Number(draft)];
    case 'boolean':
      return draft === 'true';
    case 'json':
      return ofJson(draft, wrong);
    case 'string':
      return ofString(field.schema, draft, wrong);
    default:
      return ofNumber(field, draft.trim(), wrong);
  }
}

function ofObject(field, draft, path, errors) {
  const value = {};
  const inner = new Map();
  for (const one of field.fields) {
    const own = valueOf(one, draft[one.name], [...path, one.name], inner);
    if (own !== undefined) {
      Object.defineProperty(value, one.name, { value: own, enumerable: true, writable: true, configurable: true });
    }
  }
  // An object that may be missing, and of which nothing was said, is missing.
  if (path.length > 0 && !field.required && Object.values(value).every((own) => own === '')) {
    return undefined;
  }
  inner.forEach((text, at) => errors.set(at, text));
  return value;
}

function ofArray(field, drafts, path, errors, wrong) {
  const { minItems = 0, maxItems = Infinity, uniqueItems } = field.schema;
  if (drafts.length === 0 && !field.required) {
    return undefined;
  }
  const values = drafts.map((draft, i) => valueOf({ ...field.item, required: true }, draft, [...path, i], errors));
  if (values.length < minItems) {
    wrong('form.wrong.few', { n: minItems });
  } else if (values.length > maxItems) {
    wrong('form.wrong.many', { n: maxItems });
  } else if (uniqueItems && new Set(values.map((value) => JSON.stringify(value))).size < values.length) {
    wrong('form.wrong.twice');
  }
  return values;
}

function ofJson(draft, wrong) {
  try {
    return JSON.parse(draft);
  } catch (error) {
    wrong('tools.json.wrong', { detail: error.message });
    return null;
  }
}

function ofString({ minLength = 0, maxLength = Infinity, pattern, format }, draft, wrong) {
  const length = [...draft].length;
  if (length < minLength) {
    wrong('form.wrong.short', { n: minLength });
  } else if (length > maxLength) {
    wrong('form.wrong.long', { n: maxLength });
  } else if (known(FORMATS, format)?.(draft) === false) {
    wrong(`form.wrong.${format}`);
  } else if (pattern && draft.length <= LONGEST_TRIED && quickPattern(pattern)?.test(draft) === false) {
    wrong('form.wrong.pattern');
  }
  return draft;
}

function ofNumber({ kind, schema }, draft, wrong) {
  const value = Number(draft);
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  if (!NUMBER.test(draft)) {
    wrong('form.wrong.number');
  } else if (kind === 'integer' && !Number.isInteger(value)) {
    wrong('form.wrong.whole');
  } else if (!Number.isFinite(value) || (kind === 'integer' && !Number.isSafeInteger(value))) {
    wrong('form.wrong.large');
  } else if (value < minimum) {
    wrong('form.wrong.least', { n: minimum });
  } else if (value > maximum) {
    wrong('form.wrong.most', { n: maximum });
  } else if (value <= exclusiveMinimum) {
    wrong('form.wrong.above', { n: exclusiveMinimum });
  } else if (value >= exclusiveMaximum) {
    wrong('form.wrong.below', { n: exclusiveMaximum });
  }
  return value;
}

/**
 * A stranger's pattern, if trying it is sure to be quick: no repeated group, no choices, and at most two parts that may be
 * longer or shorter. Any other is only shown, and tried by the container.
 */
export function quickPattern(pattern) {
  if (typeof pattern !== 'string' || pattern.length > 200 || /\\[1-9k]|\)[*+{?]|\(\?|\|/.test(pattern) || (pattern.match(/[*+?]|\{\d*,/g) ?? []).length > 2) {
    return null;
  }
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}
