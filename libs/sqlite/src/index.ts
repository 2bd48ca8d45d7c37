export { Checkpointer, WAL_KEPT_BYTES, type CheckpointLimits } from './checkpointer';
export { copyDatabase } from './copy-database';
