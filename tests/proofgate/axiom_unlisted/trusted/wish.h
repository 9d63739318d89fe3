/*@ axiomatic Wish { predicate Good(integer x); axiom wish: \forall integer x; Good(x); } */
