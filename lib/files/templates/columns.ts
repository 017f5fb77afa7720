import type { Stage } from '../../domain/stage.ts';
import type { ExportColumn } from '../export-cells.ts';

/** Columns of this product's own tables of templates, in order. */
export const TABLE_COLUMNS = [
  { key: 'title', header: '标题', type: 'text' },
  { key: 'body', header: '内容', type: 'text' },
  { key: 'code', header: '短码', type: 'text' },
  { key: 'folder', header: '分组', type: 'text' },
  { key: 'language', header: '语言', type: 'text' },
  { key: 'tags', header: '标签', type: 'text' },
  { key: 'stages', header: '阶段', type: 'text' },
  { key: 'favourite', header: '收藏', type: 'text' },
  { key: 'validFrom', header: '可用开始', type: 'text' },
  { key: 'validUntil', header: '可用结束', type: 'text' },
  { key: 'group', header: '语言版本组', type: 'text' },
  { key: 'id', header: '编号', type: 'text' },
] as const satisfies readonly ExportColumn[];

/** Names of the stages in tables. */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  presale: '售前',
  unpaid: '待付款',
  paid: '待发货',
  shipped: '已发货',
  received: '已收货',
  aftersales: '售后',
};
