;; produced by hand
(set-logic ALL)
(declare-fun a () Int)
(declare-fun b () Int)
(declare-fun c () Int)
;; P_one'def
(assert (= a 1))
;; P_two'def
(assert (= b 2)) ; a comment with (
;; Q_between
(assert (and (< 0 c) (< c 9)))
;; "
(declare-fun |c)| () Int)
;; Q_between
(assert (< |c)| c))
;; Goal wp_goal
(assert
  (not (> (+ a b) 3)))
(check-sat)
(get-info :reason-unknown)
