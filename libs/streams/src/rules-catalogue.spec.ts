import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RULES_CATALOGUE, ruleById } from './rules-catalogue';

const LIBS = path.resolve(__dirname, '../..');
const RULE_ID = /'((?:A-\d{3}|[B-D]\.\d)(?:-[a-z]+)*)'/g;

/** Every rule id that stands in the code which decides. */
function idsInUse(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const lib of ['streams/src', 'commanding/src']) {
    const files = readdirSync(path.join(LIBS, lib), { recursive: true }).map(String);
    for (const file of files.filter((name) => name.endsWith('.ts') && !/spec\.ts$|rules-catalogue\.ts$/.test(name))) {
      const text = readFileSync(path.join(LIBS, lib, file), 'utf8');
      for (const [, ruleId] of text.matchAll(RULE_ID)) if (ruleId) found.add(ruleId);
    }
  }
  return found;
}

describe('the catalogue of rules', () => {
  const used = idsInUse();

  it('names every rule that a decision may name, each once', () => {
    const ids = RULES_CATALOGUE.map(({ ruleId }) => ruleId);
    expect([...used].filter((ruleId) => !ids.includes(ruleId))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names no rule that nothing decides by', () => {
    expect(RULES_CATALOGUE.filter(({ ruleId }) => !used.has(ruleId))).toEqual([]);
  });

  it.each(RULES_CATALOGUE)('gives clause, title and text of $ruleId in Chinese and in English', (rule) => {
    expect(rule.clause).toMatch(/^[一二三]\([一二三]\)\d?$/);
    for (const { zh, en } of [rule.title, rule.text]) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
    expect(ruleById(rule.ruleId)).toBe(rule);
  });
});
