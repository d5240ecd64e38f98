-- AlterTable
ALTER TABLE "video" ADD COLUMN     "duration_ms" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "video" ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '';

-- What texts are compared by: without accents, in lower case, and with spaces in place of what separates words in file names. Independent
-- of extensions and locales (docs/decisions/0064).
CREATE FUNCTION "search_form"("given" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT replace(replace(replace(translate(lower(normalize(regexp_replace(regexp_replace(normalize("given", NFKD),
    '[\u0300-\u036f]', '', 'g'), '[\u0009-\u000d _.-]+', ' ', 'g'), NFC)), 'łøđħŧı', 'lodhti'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
$$;

-- Also for rows that processes of the previous release write.
CREATE FUNCTION "describe_video"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."search_text" := ' ' || search_form(concat_ws(' ', NEW."title", NEW."source_file_name", NEW."description",
    array_to_string(NEW."tags", ' ')));
  NEW."duration_ms" := COALESCE(round((NEW."probe" ->> 'durationMs')::numeric), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER "video_describe" BEFORE INSERT OR UPDATE OF "title", "source_file_name", "description", "tags", "probe" ON "video"
  FOR EACH ROW EXECUTE FUNCTION "describe_video"();
