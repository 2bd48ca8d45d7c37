import { BULK_KINDS, type BulkKindId } from '@ledger/bulk';
import { IsStreamId, Optional } from '@ledger/streams/shapes';
import { IsIn, IsInt, Max, Min } from 'class-validator';

const MOST_ROWS = 1_000;
const TEMPLATES = BULK_KINDS.flatMap((kind) => [`${kind}.csv`, `${kind}.xlsx`]);

export class BulkUploadAsked {
  @IsIn(BULK_KINDS)
  kind!: BulkKindId;

  /** A roster's class, where its rows do not name one. */
  @Optional()
  @IsStreamId()
  classId?: string;

  /** The batch that the bank answers. */
  @Optional()
  @IsStreamId()
  batchId?: string;
}

class PagedAsked {
  /** Where to go on from: the cursor of the page before. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  cursor?: number;

  @Optional()
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  limit?: number;
}

export class BulkJobsAsked extends PagedAsked {}

export class BulkJobAsked {
  @IsStreamId()
  jobId!: string;
}

export class BulkPageAsked extends PagedAsked {
  @IsStreamId()
  jobId!: string;
}

export class BulkCommitAsked extends BulkJobAsked {
  /** Goes on without the rows that have bad cells. */
  @Optional()
  @IsIn(['true', 'false'])
  skipBad?: 'true' | 'false';
}

export class BulkTemplateAsked {
  @IsIn(TEMPLATES)
  template!: string;
}
