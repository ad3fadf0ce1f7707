"""Stop words: those of each language that stand in every other sentence and tell nothing by themselves."""

from collections.abc import Mapping

_LISTS = {
    "en": """
        a about above after again against all also am an and any are as at be because been before being
        below between both but by can could did do does doing down during each ever few for from further get
        gets got had has have having he her here hers him his how i if in into is it its just ll made make
        makes many may me might more most much must my no nor not now of off on once one only or other our
        ours out over own put re s same shall she should so some such t than that the their theirs them then
        there these they this those through to too under until up upon us ve very was we were what when
        where whether which while who whom whose why will with would yes yet you your yours
        """,
    "de": """
        aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da damit dann
        das dass dein dem den denn der des dessen die dies diese dieser dieses doch dort du durch ein eine
        einem einen einer eines er es etwas euch für gegen habe haben hat hatte hatten hier hin ich ihm ihn
        ihr ihre im in ist ja jede jeder jedes jetzt kann kein keine können man mehr mein mit muss nach
        nicht nichts noch nur ob oder ohne schon sehr sei sein seine sich sie sind so über um und uns unter
        vom von vor wann war waren warum was weil welche welcher wenn wer werden wie wieder wir wird wo
        wurde wurden zu zum zur zwar zwischen
        """,
    "fr": """
        à ai au aucun aussi autre aux avec avoir c ce cela ces cet cette ceux comme d dans de des donc dont
        du elle elles en encore entre est et été être eu eux fait il ils j je l la le les leur leurs lui m
        ma mais me même mes moi mon n ne nos notre nous on ont ou où par pas pendant peu peut plus pour
        pourquoi qu quand que quel quelle quels qui s sa sans se sera ses si son sont sous sur t ta te tes
        toi ton tous tout toute très tu un une vos votre vous y
        """,
    "es": """
        a al algo ante antes aquel aunque cada como con contra cual cuál cuando cuándo de del desde donde
        dónde dos el él ella ellas ellos en entre era es esa ese eso esta está estaba estado están este esto
        estos fue fueron ha había han hasta hay la las le les lo los más me mi muy nada ni no nos nosotros o
        otra otro para pero poco por porque que qué quien quién se sea ser si sí sin sobre son su sus
        también tan tanto te tiene todo todos tu un una uno unos y ya yo
        """,
    "it": """
        a ad ai al alla alle anche che chi ci come con cosa cui da dai dal dalla dalle degli dei del dell
        della delle di dove e è ed era erano essere fra già gli ha hai hanno ho i il in io l la le lei li lo
        loro lui ma mai me mi mia mio molto nei nel nella nelle no noi non o ogni per perché più può quale
        quando quanto quello questa questo qui se sei si sia siamo sono sta stato su sua sue sul sulla suo
        suoi te ti tra tu tutti tutto un una uno vi
        """,
    "nl": """
        aan al alles als altijd andere ben bij daar dan dat de deze die dit doch doen door dus een eens en
        er ge geen geweest haar had heb hebben heeft hem het hier hij hoe hun iets ik in is ja je kan kon
        kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op
        over reeds te tegen toch toen tot u uit uw van veel voor waarom wanneer want waren was wat werd
        werden wezen wie wij wil worden wordt zal ze zelf zich zij zijn zo zonder zou
        """,
    "pt": """
        a à ao aos as às até com como da das de dela dele depois do dos e é ela elas ele eles em entre era
        eram essa esse esta está este eu foi foram há isso isto já lhe mais mas me mesmo meu minha muito na
        não nas nem no nos nós nossa nosso num numa o os ou para pela pelas pelo pelos por porque qual
        quando que quem se seja sem ser será seu sua suas só também te tem têm um uma você
        """,
    "pl": """
        a aby ale bardzo bez bo był była było były być co czy dla do gdy gdzie go i ich ile im jak jaka jaki
        jako je jego jej jest już kiedy kto który która które którzy lub ma mnie może na nad nie nią nich
        nim niż o od on ona one oni ono oraz po pod przed przez przy się są ta tak także tam te tego tej ten
        to tu ty tych tylko tym w we wszystko z za że został została żeby
        """,
    "ru": """
        а без более бы был была были было быть в вам вас весь во вот все всего вы где да даже для до его ее
        если есть еще ещё же за и из или им их к как какая какой когда который которая которые кто ли мы на
        над не него нее нет ни них но о об он она они оно от очень по под почему при с со свой так также
        такой там те тем то того тоже только том ты у уже хотя чего чей чем что чтобы эта эти это этот я
        """,
    "uk": """
        а або але без би був була були було бути в вам вас ви від він вона вони воно все всі де для до є за
        з зі і із її їх її його й як яка який яке які якщо коли кого ли ми на над не нього ні них ну о об от
        по під після при про саме свій себе та так також там те ти тим то того тоді той тому тільки ту у хто
        це цей ця ці чи чому що щоб щодо я
        """,
}

STOP_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _LISTS.items()
}
"""By language, folded to lower case."""
