export { Cluster } from './cluster';
export { APPEND_POINTS, type Trouble } from './faults';
