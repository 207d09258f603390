/**
 * What a stranger's JSON Schema asks for, as a small tree of fields that a form can show. Whatever it does not know, or is
 * too deep or too much of, becomes a field for JSON: nothing is guessed, and no schema keeps the page busy.
 */
const DEEPEST = 4;
const MOST_FIELDS = 80;
const MOST_CHOICES = 300;
const LARGEST = 200_000;
const WORDS = ['string', 'number', 'integer', 'boolean', 'array', 'object'];
/** What says more about a value than a form of ours shows. */
const BEYOND = ['oneOf', 'anyOf', 'allOf', 'not', 'if', 'patternProperties', 'prefixItems', 'dependentSchemas', '$dynamicRef'];

/** The fields of a tool's input; null when only JSON does it justice. */
export function formOf(text) {
  if (!text) {
    return { kind: 'object', fields: [] };
  }
  try {
    const root = text.length > LARGEST ? null : JSON.parse(text);
    const form = field(root, { root, left: MOST_FIELDS }, 0);
    return form.kind === 'object' ? form : null;
  } catch {
    return null;
  }
}

function field(written, state, depth) {
  const schema = resolved(written, state.root);
  const type = typeOf(schema);
  const known = { schema, kind: 'json', depth };
  if (!type || state.left-- <= 0 || BEYOND.some((word) => word in schema)) {
    return known;
  }
  if (Array.isArray(schema.enum) || 'const' in schema) {
    const choices = 'const' in schema ? [schema.const] : schema.enum;
    return choices.length > 0 && choices.length <= MOST_CHOICES ? { ...known, kind: 'choice', choices } : known;
  }
  if (type === 'object') {
    return objectOf(schema, known, state, depth);
  }
  if (type === 'array') {
    return depth < DEEPEST && isObject(schema.items) ? { ...known, kind: 'array', item: field(schema.items, state, depth + 1) } : known;
  }
  return { ...known, kind: type };
}

function objectOf(schema, known, state, depth) {
  const names = Object.keys(isObject(schema.properties) ? schema.properties : {});
  // An object of any names, below the first, is written as JSON.
  if (names.length > MOST_FIELDS || (depth > 0 && (depth >= DEEPEST || names.length === 0))) {
    return known;
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  const fields = names.map((name) => ({ ...field(schema.properties[name], state, depth + 1), name, required: required.includes(name) }));
  return { ...known, kind: 'object', fields };
}

/** Follows a reference inside the schema, a few steps far; one that leads elsewhere, or around, is not known. */
function resolved(schema, root) {
  let at = schema;
  for (let steps = 0; isObject(at) && typeof at.$ref === 'string'; steps++) {
    if (steps === 5 || !at.$ref.startsWith('#/')) {
      return {};
    }
    const { $ref, ...beside } = at;
    const found = $ref.slice(2).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce((node, part) => (isObject(node) && Object.hasOwn(node, part) ? node[part] : undefined), root);
    at = isObject(found) ? { ...found, ...beside } : {};
  }
  return isObject(at) ? at : {};
}

/** Where a schema takes several, text keeps what was typed exactly; null is what is left out. */
function typeOf(schema) {
  const types = [].concat(schema.type ?? (isObject(schema.properties) ? 'object' : 'enum' in schema || 'const' in schema ? 'string' : [])).filter((type) => type !== 'null');
  return types.every((type) => WORDS.includes(type)) ? (types.includes('string') ? 'string' : types[0]) : undefined;
}

/** What a table of ours has for a word of a stranger. */
export const known = (table, word) => (typeof word === 'string' && Object.hasOwn(table, word) ? table[word] : undefined);

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** So many items of lists are drawn of defaults, in all lists of a field together. */
const MOST_ITEMS = 100;

/** What a field starts with: its default, or nothing. */
export function draftOf(one, given = one.schema.default, room = { items: MOST_ITEMS }) {
  switch (one.kind) {
    case 'object':
      return Object.fromEntries(one.fields.map((inner) => [inner.name, draftOf(inner, isObject(given) && Object.hasOwn(given, inner.name) ? given[inner.name] : inner.schema.default, room)]));
    case 'array':
      return (Array.isArray(given) ? given.slice(0, MOST_ITEMS) : []).filter(() => room.items-- > 0).map((item) => draftOf(one.item, item, room));
    case 'choice':
      return given === undefined ? (one.choices.length === 1 && one.required ? '0' : '') : String(indexOf(one.choices, given));
    case 'boolean':
      return typeof given === 'boolean' ? String(given) : one.required ? 'false' : '';
    case 'json':
      return given === undefined ? '' : JSON.stringify(given, null, 2);
    default:
      return given === undefined || given === null || typeof given === 'object' ? '' : String(given);
  }
}

const indexOf = (choices, value) => {
  const at = choices.findIndex((choice) => JSON.stringify(choice) === JSON.stringify(value));
  return at < 0 ? '' : at;
};
