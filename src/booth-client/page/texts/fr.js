export default {
  ordinal: (number) => (number === 1 ? "1re" : `${number}e`),

  language: "Langue",
  rehearsal: "Essai. Rien de ce qui est déposé ici ne pourra jamais être compté.",
  rehearsal_word: "Essai",
  closes: "Le vote se termine le {moment}.",
  skip: "Aller au contenu",

  code_title: "Voter\u00a0: {title}",
  code_lead: "Tapez ou collez le code de vote de votre lettre ou message. Il ouvre les scrutins où vous pouvez voter.",
  code_label: "Code de vote",
  code_hint:
    "22 lettres et chiffres en quatre groupes. Majuscules et minuscules diffèrent. Espaces et tirets ne comptent pas.",
  code_halves: "Vous l’avez reçu en deux moitiés\u202f? Tapez la première, puis la seconde.",
  code_open: "Ouvrir mes scrutins",
  code_opening: "Recherche des scrutins que ce code ouvre…",
  code_empty: "Tapez d’abord votre code de vote.",
  code_character:
    "Le caractère {place} du groupe {group} est «\u202f{character}\u202f», qu’aucun code de vote ne contient. Relisez votre lettre.",
  code_character_instead:
    "Le caractère {place} du groupe {group} est «\u202f{character}\u202f», qu’aucun code de vote ne contient. C’est sans doute «\u202f{instead}\u202f».",
  code_short:
    "Il y a ici {found} caractères sur 22. Si votre code est venu en deux moitiés, tapez l’autre moitié à la suite.",
  code_long: "Il y a ici {found} caractères\u202f; un code de vote en a 22. Une partie est-elle là deux fois\u202f?",
  code_half: "La première moitié de votre code est déjà là. Tapez l’autre moitié à la suite.",
  code_nothing: "Ce code n’ouvre rien ici. Un caractère est peut-être faux, ou c’est le code d’une autre élection.",
  code_refused:
    "Ce code n’est plus en usage\u00a0: un nouveau a été envoyé à sa place, ou un bulletin imprimé. Prenez le dernier code reçu.",
  slip_button: "Chercher une faute de frappe",
  slip_explained:
    "Essaie, sur cet appareil, tous les codes qui diffèrent d’un caractère\u202f; le code n’est pas envoyé.",
  slip_looking: "Recherche d’une faute de frappe…",
  slip_found:
    "Le caractère {place} du groupe {group} est ici «\u202f{was}\u202f»\u202f; un code qui ne diffère que là ouvre un scrutin\u00a0: «\u202f{is}\u202f».",
  slip_swapped:
    "Les caractères {place} et {next} du groupe {group} semblent inversés\u00a0: «\u202f{was}\u202f» devrait être «\u202f{is}\u202f».",
  slip_take: "Est-ce bien ce que dit votre lettre\u202f? Corriger",
  slip_none: "Aucune faute simple ne l’explique. Comparez chaque caractère avec votre lettre, ou demandez de l’aide.",

  help: "Aide",
  help_none: "Adressez-vous à ceux qui vous ont envoyé le code.",
  trust: "Ce qui reste secret, et ce qui ne l’est pas",
  trust_sealed:
    "Votre vote est scellé sur cet appareil. Seul le bulletin scellé est envoyé, jamais vos choix ni votre code.",
  trust_operator:
    "Le secret repose sur un seul opérateur\u00a0: qui tient ce serveur détient la clé, pourrait ouvrir n’importe quel bulletin, et promet de ne pas le faire.",
  trust_trustees:
    "Le secret repose sur {threshold} des {count} dépositaires de clé\u00a0: {names}. À moins de {threshold}, ils ne peuvent rien ouvrir.",
  trust_mixed:
    "Les bulletins sont mélangés, ou additionnés encore scellés, avant toute ouverture. Ce qui est ouvert est publié sans aucun nom.",
  trust_verify:
    "Votre numéro de suivi retrouve votre bulletin scellé dans une liste publique\u00a0: vous voyez qu’il n’est ni perdu ni modifié.",
  trust_device:
    "Pas promis\u00a0: on fait confiance à cet appareil. Un programme qui y travaille pour un autre peut voir votre vote, ou le changer avant qu’il soit scellé.",
  trust_coercion:
    "Pas promis\u00a0: rien ici ne vous protège de qui regarde par-dessus votre épaule ou prend votre code. Voter à nouveau, sans témoin, remplace ce qui a été vu.",
  trust_unusual:
    "Pas promis\u00a0: les classements entiers sont publiés après le dépouillement. Un ordre inhabituel que l’on vous a dicté peut être reconnu.",
  trust_page:
    "Cette page est un seul fichier. Vous pouvez l’enregistrer, vérifier son empreinte et voter depuis la copie enregistrée.",
  trust_page_link: "Enregistrer cette page",

  contests_title: { one: "Votre code ouvre un scrutin", other: "Votre code ouvre {count} scrutins" },
  contests_others: {
    one: "Un autre scrutin de cette élection concerne d’autres votants.",
    other: "{count} autres scrutins de cette élection concernent d’autres votants.",
  },
  contests_refused:
    "Pour «\u202f{title}\u202f», ce code n’est plus en usage. Prenez le dernier code reçu, ou le bulletin imprimé.",
  contest_of: "Scrutin {number} sur {count}",
  contest_vote: "Voter\u00a0: {title}",
  contest_again: "Voter à nouveau\u00a0: {title}",
  contest_cast: "Déposé depuis cette page. Numéro de suivi {tracker}",
  contest_draft: "Choix gardés sur cet appareil, pas encore déposés.",
  contests_leave: "Quitter, et oublier mon code",
  contests_back: "Tous mes scrutins",

  state_open: "Ouvert",
  state_rehearsal: "Essai",
  state_paused: "Interrompu",
  state_closed: "Clos",
  state_voided: "Annulé",
  told_paused:
    "Le vote dans ce scrutin est interrompu. Vos choix sont gardés sur cet appareil\u202f; revenez plus tard.",
  told_closed: "Le vote dans ce scrutin est clos. Aucun bulletin ne peut plus être déposé.",
  told_voided: "Ce scrutin a été annulé. Les bulletins déposés restent scellés et ne sont pas comptés.",

  rank_lead:
    "Touchez les noms dans l’ordre de votre préférence. Classez-en autant que vous voulez\u00a0: personne n’est tenu de tout classer.",
  rank_blank_hint: "Qui n’est pas classé ne reçoit aucune préférence de vous.",
  paper_title: "Le bulletin, dans l’ordre tiré au sort",
  ranking_title: "Votre classement",
  starts_title: "Partir d’une liste publiée",
  starts_lead:
    "Voici toutes les listes publiées, dans un ordre tiré au sort. En charger une remplace votre classement ; modifiez-le ensuite à votre gré.",
  starts_load: "Charger {name}",
  starts_loaded: "{name} est chargée comme votre classement. Modifiez-le à votre gré.",
  ranking_none: "Rien n’est encore classé. Votre premier choix viendra en tête.",
  ranking_count: "{count} sur {all} classés",
  ranking_see: "voir votre classement",
  rank_add: "ajouter en {place}",
  rank_remove: "{place} pour l’instant\u202f; toucher pour retirer",
  rank_number: "Numéro pour {name}",
  rank_up: "Monter {name}",
  rank_down: "Descendre {name}",
  rank_top: "Mettre {name} en tête",
  rank_take: "Retirer {name}",
  rank_drag: "{name}, {place} sur {count}\u00a0: glissez, ou appuyez sur les flèches haut et bas",
  rank_top_word: "En tête",
  rank_remove_word: "Retirer",
  rank_now: "{name}, maintenant {place} sur {count}",
  rank_gone: {
    one: "{name}, plus dans le classement\u202f; {count} classé",
    other: "{name}, plus dans le classement\u202f; {count} classés",
  },
  rank_wrong: "«\u202f{typed}\u202f» n’est pas un nombre. Tapez 1 pour votre premier choix, ou laissez vide.",
  rank_keys: "Pour classer\u00a0: toucher un nom, taper un numéro, glisser par la poignée, ou les boutons.",

  marks_lead: { one: "Choisissez une seule réponse.", other: "Choisissez-en {count} au plus." },
  marks_lead_between: "Choisissez-en de {minimum} à {maximum}.",
  marks_lead_exactly: { one: "Choisissez une seule réponse.", other: "Choisissez-en exactement {count}." },
  marks_count: "{chosen} choisis sur {maximum} au plus",
  marks_count_exactly: "{chosen} choisis sur {maximum}",
  marks_full: "{maximum} sont choisis, le maximum. Pour choisir {name}, retirez-en un d’abord.",
  marks_few: { one: "Choisissez-en au moins un.", other: "Choisissez-en au moins {count}\u202f; {chosen} jusqu’ici." },
  choose_one: "Choisissez d’abord une des réponses.",
  abstain: "Abstention",
  blank_choice: "Bulletin blanc\u00a0: personne",

  search: "Trouver un nom",
  search_found: { one: "{count} nom affiché", other: "{count} noms affichés" },
  search_none: "Aucun nom ne correspond. Videz la case pour les voir tous.",
  clear: "Effacer mes choix",
  cleared: "Tous les choix sont effacés, sur cet appareil aussi.",
  kept: "Gardé sur cet appareil seulement, jusqu’au dépôt ou à l’effacement.",
  note: "Note",
  blank_ask: "Vous n’avez choisi personne.",
  blank_go: "Laisser le bulletin blanc, exprès",
  review_go: "Relire mon vote",

  review_title: "Est-ce bien votre vote\u202f?",
  review_ranking: {
    one: "Vous classez un seul nom\u00a0:",
    other: "Vous classez {count} noms, le premier choix en tête\u00a0:",
  },
  review_rest: {
    one: "Pas classé, donc sans préférence de vous\u00a0: {names}.",
    other: "Pas classés, donc sans préférence de vous\u00a0: {names}.",
  },
  review_rest_many: "{count} noms ne sont pas classés, donc sans préférence de vous",
  review_all: "Vous classez tous les noms.",
  review_marks: { one: "Vous choisissez\u00a0:", other: "Vous en choisissez {count}\u00a0:" },
  review_marks_of: "Vous en choisissez {count} sur {maximum} au plus\u00a0:",
  review_blank: "Votre bulletin est blanc. Il compte comme un bulletin qui ne préfère personne.",
  review_abstain: "Vous vous abstenez. Votre bulletin compte comme ne disant ni l’un ni l’autre.",
  review_again: "Ceci remplace votre vote précédent dans ce scrutin. Le précédent n’est montré à personne.",
  review_maybe: "Si vous avez déjà voté dans ce scrutin, ce vote remplace l’autre.",
  review_change: "Modifier",
  review_cast: "Sceller et déposer mon vote",
  review_sealed: "Le dépôt scelle votre vote sur cet appareil et n’envoie que le bulletin scellé.",

  cast_title: "Dépôt de votre vote",
  cast_sealing: "Scellement de votre vote sur cet appareil…",
  cast_sending: "Envoi du bulletin scellé…",
  cast_unreachable:
    "Le serveur n’a pas répondu. Rien n’est perdu\u00a0: votre bulletin scellé est gardé dans cette page. Le renvoyer envoie le même bulletin, qui ne peut compter deux fois.",
  cast_again: "L’envoyer à nouveau",
  cast_refused: "Le serveur n’a pas accepté ce bulletin.",
  cast_refused_said: "Il a dit\u00a0: {message}",
  cast_back: "Revenir à mes choix",
  cast_failed:
    "Cette page n’a pas pu sceller le vote. Rien n’a été envoyé. Essayez un autre navigateur, ou demandez de l’aide.",

  receipt_title: "Votre vote est dans la liste des bulletins",
  receipt_rehearsal: "Votre vote d’essai est dans la liste des bulletins",
  receipt_number: "Numéro de suivi",
  receipt_explained:
    "C’est l’empreinte de votre bulletin scellé. Il ne montre pas comment vous avez voté et ne permet pas de le savoir.",
  receipt_place: "Bulletin {position} de «\u202f{title}\u202f»",
  receipt_holds:
    "Le serveur a signé ce récépissé, et la signature est bonne. Si le bulletin venait à manquer, il prouve qu’il y était.",
  receipt_broken_title: "Votre bulletin est parti, mais le récépissé est faux",
  receipt_broken:
    "La signature du serveur sur ce récépissé n’est pas bonne. Cherchez le numéro dans la liste des bulletins, gardez ce récépissé et prévenez l’aide.",
  receipt_whole: "Le récépissé entier, tel que le serveur l’a signé",
  receipt_poll: "Scrutin",
  receipt_position: "Numéro dans la liste des bulletins",
  receipt_head: "Tête de la liste",
  receipt_signature: "Signature (Ed25519)",
  receipt_key: "Clé publique des récépissés",
  receipt_list: "Liste des bulletins",
  receipt_find: "Le retrouver dans la liste",
  receipt_save: "Enregistrer le récépissé",
  receipt_print: "L’imprimer",
  receipt_copy: "Copier le numéro",
  receipt_copied: "Le numéro de suivi est copié.",
  receipt_next: "Scrutin suivant\u00a0: {title}",
  receipt_done: "C’était votre dernier scrutin.",
  receipt_again: "Voter à nouveau dans ce scrutin",
  receipt_until: "Jusqu’à la clôture vous pouvez voter à nouveau\u202f; le dernier vote compte.",

  end_title: "Votre code est oublié ici",
  end_lead: "Cette page ne garde plus rien de vos votes. Fermez-la si d’autres utilisent cet appareil.",
  end_begin: "Entrer un code",

  lost: "Le serveur n’a pas répondu. Rien n’est perdu. Vérifiez votre connexion et réessayez.",
  lost_again: "Réessayer",
  broken_title: "Cette page est inutilisable",
  broken:
    "Une élection de cette page n’est pas celle que nomme son empreinte, ou d’un genre que cette page ne sait pas présenter. Ne votez pas avec elle. Rechargez la page depuis l’adresse de votre lettre, ou demandez de l’aide.",
};
