-- Searching goes by words: the lists of an index by words are read many times faster than those by trigrams, which stay for the
-- few texts that are no beginning of any word. The units stand among the words, so that a branch finds its own at once.
create function search_words(value text) returns text[] language sql immutable parallel safe
  as $$ select array_remove(regexp_split_to_array(public.search_text(value), '[^[:alnum:]]+'), '') $$;

create function search_tokens(words text, receiving_unit_id text, handling_unit_id text) returns tsvector
  language sql immutable parallel safe
  as $$ select array_to_tsvector(array(select distinct word
    from unnest(public.search_words(words) || array['u:' || receiving_unit_id, 'u:' || handling_unit_id]) as word)) $$;

-- What somebody has typed: whole words, and the last one perhaps not finished. Null when there is no word in it.
create function search_query(value text, unit_ids text[]) returns tsquery language sql immutable parallel safe
  as $$ select case when cardinality(w.words) = 0 then null else (
      array_to_string(array(select quote_literal(word) from unnest(w.words) as word), ' & ') || ':*'
      || case when cardinality(unit_ids) > 0 then
        ' & (' || array_to_string(array(select quote_literal('u:' || id) from unnest(unit_ids) as id), ' | ') || ')' else '' end
    )::tsquery end
    from (select public.search_words(value) as words) w $$;

alter table dossier_search add column tokens tsvector
  generated always as (search_tokens(words, receiving_unit_id, handling_unit_id)) stored;
create index dossier_search_tokens on dossier_search using gin (tokens);

-- The holders of certificates likewise.
alter table certificate add column tokens tsvector
  generated always as (array_to_tsvector(search_words(holder_name))) stored;
create index certificate_tokens on certificate using gin (tokens);
