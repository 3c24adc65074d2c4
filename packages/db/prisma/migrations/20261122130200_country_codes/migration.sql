-- A regular expression takes the longest alternative, so a country code of two digits was read as three.
create or replace function crm.phone_words(t text) returns text[] language sql immutable strict parallel safe
as $$
  select array(select distinct left(d, 40) from unnest(case when f.folded ~ '^[^0-9+]*(\+|00)'
      then array[ltrim(f.digits, '0'), ltrim(regexp_replace(ltrim(f.digits, '0'),
        '^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(2[1-689]|3[578]|42|5[09]|6[789]|8[035789]|9[679])[0-9])', ''), '0')]
      else array[ltrim(f.digits, '0')] end) d where length(d) >= 3)
  from (select crm.fold_text(left(t, 100)) as folded, regexp_replace(crm.fold_text(left(t, 100)), '[^0-9]', '', 'g') as digits) f
$$;
