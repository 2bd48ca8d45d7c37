import { event, type DocumentRef, type EventBody, type RecordedOf } from '@ledger/kernel';
import type { CertificateKind, Level, ProgrammeId, TrainingNature } from '../vocabulary';

/** 培训项目: what may be taught for a subsidy. */
export interface TrainingProject {
  readonly projectId: string;
  readonly zh: string;
  readonly en: string;
  readonly programme: ProgrammeId;
  readonly trainingNature: TrainingNature;
  readonly certKind: CertificateKind;
  /** Graded kinds: the internal occupation id (C.5). */
  readonly occupationId?: string;
  /** 工种 within the occupation. */
  readonly workType?: string;
  /** Ungraded kinds: 考核规范 item, 操作项目 or course. */
  readonly skillItem?: string;
  /** Special operations: first issue or renewal. */
  readonly issue?: 'FIRST' | 'RENEWAL';
  readonly levels?: readonly Level[];
  /** Class hours in all. */
  readonly hours: number;
  /** Who may run it; institutions and employers, where absent. */
  readonly providers?: readonly ('INSTITUTION' | 'EMPLOYER')[];
  /** 项目制: bought as a whole, so that the institution is paid. */
  readonly projectBased?: boolean;
  readonly tags?: readonly string[];
}

/** 职业 (C.5, A-085, A-086). */
export interface Occupation {
  readonly occupationId: string;
  readonly codeSystemVersion: string;
  readonly code: string | null;
  readonly zh: string;
  readonly en: string;
  readonly majorGroup: number;
  readonly source: 'PROVINCIAL' | 'SUPPLEMENTARY' | 'NEW_NATIONAL';
  /** 标准待定: listed and counted, but the province has no rate for it yet, so no general rate may be paid either. */
  readonly ratePending?: boolean;
}

/** 目录: on `catalogue-PROJECT` and `catalogue-OCCUPATION`. Dates YYYY-MM-DD, inclusive. */
export interface CatalogueEventMap {
  ProjectListed: { project: TrainingProject; listedFrom: string; document: DocumentRef };
  ProjectDelisted: { projectId: string; delistedFrom: string; document: DocumentRef };
  ProjectDelistingWithdrawn: { projectId: string };
  ProjectListingWithdrawn: { projectId: string };
  OccupationListed: { occupation: Occupation; listedFrom: string; document: DocumentRef };
  OccupationDelisted: { occupationId: string; delistedFrom: string; document: DocumentRef };
  OccupationDelistingWithdrawn: { occupationId: string };
  OccupationListingWithdrawn: { occupationId: string };
}
export type CatalogueRecorded = RecordedOf<CatalogueEventMap>;

/** The body of an event of this stream, checked against the map. */
export const catalogueEvent = <T extends keyof CatalogueEventMap & string>(
  type: T,
  data: CatalogueEventMap[T],
  more?: Pick<EventBody, 'corrects'>,
): EventBody => event(type, data, more);
