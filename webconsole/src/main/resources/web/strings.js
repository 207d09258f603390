/** Every word that the page shows, by key. Another language is another table with the same keys. */
const en = {
  name: 'Skill Marketplace',
  product: 'Ching Tech OS',
  skip: 'Skip to the skills',
  search: 'Search skills',
  'check-updates': 'Check for updates',
  checking: 'Checking …',
  'log-out': 'Log out',
  'logged-in': 'Logged in as {user}',
  pages: 'Console',
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'Loading …',
  starting: 'The container is still starting its skills. This page goes on by itself.',
  unreachable: 'The container does not answer. This page tries again by itself.',

  'tab.discover': 'Discover',
  'tab.installed': 'Installed',
  'tab.updates': 'Updates',
  'tab.updates.count': '{n} available',

  'discover.title': 'Discover skills',
  'discover.count': '{n} skills',
  'discover.count.one': '1 skill',
  'discover.none': 'No skill fits “{text}”.',
  'discover.none.hint': 'Try fewer or other words, or look at all skills.',
  'discover.none.filter': 'No skill fits these filters.',
  'discover.all': 'Show all skills',
  'discover.more': 'Show more',
  'discover.failed': '{source} did not answer: {detail}',
  'filter.tier': 'From',
  'filter.tier.': 'Everybody',
  'filter.category': 'Category',
  'filter.category.': 'All',
  'filter.sort': 'Sort by',
  'sort.relevance': 'Best match',
  'sort.popularity': 'Most downloaded',
  'sort.newest': 'Newest',
  'sort.rating': 'Best rated',
  'sort.name': 'Name',

  'tier.official': 'Official',
  'tier.verified': 'Verified',
  'tier.community': 'Community',
  'tier.legacy': 'Legacy',
  'tier.official.about': 'Made and signed by the makers of this system',
  'tier.verified.about': 'The publisher’s identity was checked',
  'tier.community.about': 'By somebody from the community; look at what it asks for',
  'tier.legacy.about': 'An older skill from ClawHub',

  'rating.none': 'Not rated yet',
  'rating.label': '{stars} of 5 stars, {n} ratings',
  downloads: '{n} downloads',
  by: 'by {author}',

  'do.install': 'Install',
  'do.open': 'Open',
  'do.update': 'Update',
  'do.update-all': 'Update all',
  'do.rollback': 'Go back to {version}',
  'do.rollback.plain': 'Go back',
  'do.uninstall': 'Uninstall',
  'do.details': 'Details',
  'do.label': '{action} {name}',
  'busy.install': 'Installing',
  'busy.update': 'Updating',
  'busy.rollback': 'Going back',
  'busy.uninstall': 'Removing',
  'busy.undoing': 'Undoing',

  'detail.about': 'About',
  'detail.no-about': 'The author wrote no description.',
  'detail.version': 'Version',
  'detail.latest': 'newest',
  'detail.yanked': 'withdrawn',
  'detail.revoked': 'revoked',
  'detail.notes': 'What is new in {version}',
  'detail.permissions': 'What it asks for',
  'detail.permissions.none': 'Nothing but its own data folder and its own log.',
  'detail.optional': 'What you may decline',
  'detail.needs': 'Needs these skills',
  'detail.facts': 'Facts',
  'detail.publisher': 'Publisher',
  'detail.license': 'License',
  'detail.size': 'Size',
  'detail.source': 'Source',
  'detail.updated': 'Updated',
  'detail.id': 'Id',
  'detail.installed': 'Installed',
  'detail.screenshot': 'Screenshot {n} of {name}',

  'installed.title': 'Installed skills',
  'installed.none': 'No skill is installed yet.',
  'installed.none.hint': 'Choose one in Discover. Before anything happens you see what it asks for.',
  'installed.discover': 'Discover skills',
  'installed.host': 'Runs',
  'installed.tools': '{n} tools',
  'installed.tools.one': '1 tool',
  'installed.needed-by': 'Needed by {names}',
  'installed.held': 'Held at this version',
  'status.active': 'Running',
  'status.unhealthy': 'Unhealthy',
  'status.failed': 'Not running',
  'host.in_framework': 'inside the container, fenced by Java’s security layer',
  'host.process': 'in a process of its own, in a sandbox',
  'host.none': 'No host can run skills now: {detail}',

  'updates.title': 'Updates',
  'updates.none': 'Every skill is up to date.',
  'updates.checked': 'Last checked {when}',
  'updates.never': 'Not checked yet.',
  'updates.security': 'Security fix',
  'updates.new-permissions': 'Asks for more than before',
  'severity.major': 'Major',
  'severity.minor': 'Minor',
  'severity.patch': 'Small fix',

  'plan.making': 'Working out what would change …',
  'plan.install': 'Install {name} {version}?',
  'plan.update': 'Update {name} to {version}?',
  'plan.update-all': 'Update {n} skills?',
  'plan.rollback': 'Take {name} back to {version}?',
  'plan.uninstall': 'Uninstall {name}?',
  'plan.changed': 'Something changed since the plan was made. This is the plan as it is now; please look at it again.',
  'plan.nothing-yet': 'Nothing is changed until you agree.',
  'plan.download': 'To download: {size}',
  'plan.item.install': 'Install',
  'plan.item.update': 'Update',
  'plan.item.rollback': 'Go back',
  'plan.item.uninstall': 'Remove',
  'plan.needed': 'needed by {name}',
  'plan.may': 'It may',
  'plan.gained': 'New: it may from now on',
  'plan.kept': 'As before, it may',
  'plan.lost': 'It may no longer',
  'plan.optional': 'It also asks for this, which you may decline',
  'plan.nothing-asked': 'It asks for nothing but its own data folder and its own log.',
  'plan.same': 'It asks for the same as before.',
  'plan.wait': 'Whoever uses it waits for a moment.',
  'plan.key': 'Key',
  'plan.purge': 'Delete its data at once (otherwise it is kept for 30 days)',
  'plan.flags': 'Needs an extra yes',
  'plan.agree.install': 'Install',
  'plan.agree.grant': 'Allow and install',
  'plan.agree.update': 'Update',
  'plan.agree.update-grant': 'Allow and update',
  'plan.agree.rollback': 'Go back',
  'plan.agree.uninstall': 'Uninstall',
  'flag.new_key': 'The publisher’s key is not the one you know.',
  'flag.new_key.about': 'Somebody else may be publishing under this name. Go on only if the publisher told you of a new key.',
  'flag.unverified': 'Nobody that this container trusts vouches for the publisher.',
  'flag.unverified.about': 'You only have the publisher’s own word for who they are.',
  'flag.weaker_host': 'It would be fenced less than its tier asks for.',
  'flag.weaker_host.about': 'Skills from the community should run in a process of their own. Here it would share the container’s.',
  'flag.revoked': 'This release was revoked.',
  'flag.revoked.about': 'Its publisher or the hub took it back, often because of a security hole.',
  'flag.accept': 'I understand, go on anyway',

  'task.title': 'Going on now',
  'task.cancel': 'Stop and undo',
  'task.done.install': '{name} is installed.',
  'task.done.update': '{name} is up to date.',
  'task.done.rollback': '{name} is back at the version before.',
  'task.done.uninstall': '{name} was removed.',
  'task.done.all': 'Done: {title}',
  'task.cancelled': 'Stopped. Everything is as it was before.',
  'task.failed': 'It did not work: {title}',
  'failure.title': 'That did not work',
  'failure.what': 'What happened',
  'failure.undone': 'What was undone',
  'failure.undone.about': 'Everything that this change had begun was taken back. Your skills are as they were before.',
  'failure.undone.unknown': 'Nothing was changed.',
  'failure.next': 'What to do now',
  'failure.log': 'Log',
  'failure.copy': 'Copy the log',
  'failure.code': 'Reason',

  'tools.title': 'Tools of {name}',
  'tools.about': 'What your agents can call. Try a tool here: it runs for real.',
  'tools.none': 'This skill offers no tools now.',
  'tools.call': 'Call',
  'tools.calling': 'Calling …',
  'tools.result': 'Result',
  'tools.form': 'Form',
  'tools.json': 'JSON',
  'tools.json.wrong': 'This is not JSON: {detail}',
  'tools.json.value': '{name}: this is not JSON.',
  'tools.exported': 'Other skills may call it, too',

  'may.db.read': 'read {what} data',
  'may.db.write': 'change {what} data',
  'may.db.own': 'keep its own tables in the database',
  'may.network.any': 'talk to any public internet address',
  'may.network.host': 'talk to {what}',
  'may.filesystem.temp': 'use a temporary folder of its own',
  'may.skill.call': 'use the tools that {what} offers to other skills',
  'may.env': 'be given the value {what} that you set for it',
  'may.process': 'run the program {what}',

  'problem.unreachable': 'The container does not answer.',
  'problem.unreachable.next': 'See whether it still runs, then try again.',
  'problem.unknown': 'The container answered in a way this page does not understand.',
  'problem.unknown.next': 'Load the page again.',
};

let words = en;

/** The text of a key, with its places filled. */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{([a-z]+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** The text of a key if there is one, else what is given. */
export function tOr(key, otherwise) {
  return words[key] ?? otherwise;
}

const locale = 'en';
export const number = (value) => new Intl.NumberFormat(locale).format(value);
export const date = (value) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(value));
export const time = (value) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value));

/** A size for people: 48 kB. */
export function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let power = 0;
  let value = bytes;
  while (value >= 1000 && power < units.length - 1) {
    value /= 1000;
    power++;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}
