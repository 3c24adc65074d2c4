/*
 * A slot's index goes on with the time of creation. A list that is filtered by an indexed field and sorted by date, which
 * is what people look at most, then reads the rows that it shows: with the id alone it read all that match, or walked by
 * date past a hundred others for each (1 % of a million records). Equal values of a sort are in the order of creation.
 */
do $$
declare s text;
begin
  foreach s in array string_to_array('n1,n2,n3,n4,n5,n6,n7,n8,n9,n10,t1,t2,t3,t4,t5,t6,t7,t8,t9,t10,'
      'd1,d2,d3,d4,d5,d6,d7,d8,d9,d10,b1,b2,b3,b4,b5,r1,r2,r3,r4,r5', ',') loop
    execute format('drop index crm.records_%s', s);
    execute format('create index records_%1$s on crm.records (tenant_id, entity_type, %1$s, created_at, id) where %1$s is not null', s);
  end loop;
end $$;
