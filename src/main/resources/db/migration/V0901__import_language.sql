-- Why a row of an import was refused, for whoever reads Chinese. Rows of older imports have English only.
alter table steward.import_error add column message_zh text;
