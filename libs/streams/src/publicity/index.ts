/* The slice's face for other slices. The commands are registered from publicity.commands, which looks at other slices' faces. */
export type { OmittedLine, PublicityEventMap, PublicityRecorded } from './publicity.events';
export type { PublishedLine } from './opening/published-list';
export { PUBLICITY_STATUS_NAMES, type PublicityState } from './publicity.state';
export { publicityRef, publicityStream } from './publicity.stream';
