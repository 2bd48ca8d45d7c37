export { endOnSignal } from './end-on-signal';
export { failToStart } from './fail-to-start';
export { Measures } from './measures';
export { metricsOf, readinessOf, type Readiness } from './readiness';
export { LEDGER_SETTINGS } from './settings/ledger-settings.table';
export {
  ConfigurationRefused,
  ledgerOptionsOf,
  readSettings,
  storesTogether,
  type ValuesOf,
  type WrongSetting,
} from './settings/read-settings';
export { startTracing } from './tracing/start-tracing';
export { address, anyText, list, oneOf, setting, whole, type Read, type Setting } from './settings/setting';
