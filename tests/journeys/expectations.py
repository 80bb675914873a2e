"""Who may do what: one line for each operation, written apart from the guards. A new operation without a line fails.

One letter for each kind of person, in the order of KINDS:
  A  401: nobody is signed in        N  404: for this person there is no such thing
  P  past the door: the answer is about the request itself (a success, or a refusal of what was sent)
"""

KINDS = (
    "anonymous",
    "emergency link",
    "stranger",
    "other family",
    "revoked",
    "expired",
    "carer",
    "professional",
    "representative",
    "informed parent",
    "parent without authority",
    "guardian",
    "team member",
    "ex-member",
    "unopened profession",
)
"""The last three: of a structure to which the notebook is open. One enters with what a professional has; one has left; of one, the
family did not open the profession."""

ANYONE = "PP PP PP PPP PPP PPP"
SIGNED_IN = "AA PP PP PPP PPP PPP"
OWN_ITEMS = "AA NN NN NNN NNN NNN"
"""The item named in the address is nobody's: only who is signed in gets as far as being told so."""
CIRCLE = "AA NN NN PPP PNP PNN"
PROFESSIONALS = "AA NN NN NPP PNP PNN"
REPRESENTATIVES = "AA NN NN NNP NNP NNN"
INFORMED = "AA NN NN NNP PNP NNN"
"""What a representative keeps who, by a recorded fact, decides nothing any more; of one who has no authority left, nothing is kept."""
THEIRS = "AA NN NN NNP NNN NNN"
"""The item is the representative's own, or was taken away by them just before."""
TEAM = "AA NN NN NPN NNN PNP"
"""Who is in the team, whether a notebook is open to them by it or not. The professional is its referent."""
REFERENT = "AA NN NN NPN NNN NNN"
DEPUTY = "AA NN NN NNN NNN PNN"

EXPECTED = {
    # public
    "healthLive": ANYONE,
    "healthReady": ANYONE,
    "readStatus": ANYONE,
    "signUp": ANYONE,
    "completeSignUp": ANYONE,
    "signInPassword": ANYONE,
    "passkeyOptions": ANYONE,
    "signInPasskey": ANYONE,
    "beginRecovery": ANYONE,
    "openRecovery": ANYONE,
    "completeRecovery": ANYONE,
    "askVouch": ANYONE,
    "stopRecovery": ANYONE,
    "openInvitation": ANYONE,
    "openEmergencySheet": ANYONE,
    "openEmergencySheetWithPasscode": ANYONE,
    "resolveEmergencyLink": ANYONE,
    "readEmergencyLinkFile": ANYONE,
    "signOut": ANYONE,
    # a password was given just before, in the same browser
    "signInOtp": "PP PP PP PPP PPP PPP",
    "signInRecoveryCode": "PP PP PP PPP PPP PPP",
    # oneself
    "proveOtp": SIGNED_IN,
    "provePasskeyOptions": SIGNED_IN,
    "provePasskey": SIGNED_IN,
    "readMe": SIGNED_IN,
    "changeMe": SIGNED_IN,
    "forgetUndelivered": SIGNED_IN,
    "listPasskeys": SIGNED_IN,
    "passkeyRegistrationOptions": SIGNED_IN,
    "addPasskey": SIGNED_IN,
    "renamePasskey": SIGNED_IN,
    "removePasskey": SIGNED_IN,
    "setPassword": SIGNED_IN,
    "beginTotp": SIGNED_IN,
    "confirmTotp": SIGNED_IN,
    "removeTotp": SIGNED_IN,
    "renewRecoveryCodes": SIGNED_IN,
    "listSessions": SIGNED_IN,
    "endSession": OWN_ITEMS,
    "endOtherSessions": SIGNED_IN,
    "listVouches": SIGNED_IN,
    "decideVouch": SIGNED_IN,
    # notifications: what a service worker says of one is proved by the token inside it
    "readPush": SIGNED_IN,
    "putPush": SIGNED_IN,
    "removePush": OWN_ITEMS,
    "testPush": OWN_ITEMS,
    "pushShown": ANYONE,
    "pushAnswered": ANYONE,
    # notebooks
    "listCarnets": SIGNED_IN,
    "openCarnet": SIGNED_IN,
    "acceptInvitation": SIGNED_IN,
    "refuseInvitation": SIGNED_IN,
    "readCarnet": CIRCLE,
    "readHome": CIRCLE,
    "markVisit": CIRCLE,
    "readPortrait": CIRCLE,
    "changeCarnet": REPRESENTATIVES,
    "setPortrait": REPRESENTATIVES,
    # closing one: whoever is no representative of a closed notebook never hears of it
    "planClosing": REPRESENTATIVES,
    "closeCarnet": REPRESENTATIVES,
    "listClosings": SIGNED_IN,
    # what needs both parents, and decisions of a court
    "listAgreements": INFORMED,
    "askRemoval": REPRESENTATIVES,
    "answerAgreement": INFORMED,
    "listDecisions": INFORMED,
    "listDeciders": INFORMED,
    # once the child is of age, who only is informed records a guardian: what is sent says which
    "tryDecision": INFORMED,
    "recordDecision": INFORMED,
    "contestDecision": INFORMED,
    "removeDecision": THEIRS,
    "reopenCarnet": OWN_ITEMS,
    # taking a notebook back in
    "beginImport": SIGNED_IN,
    "listImports": SIGNED_IN,
    "readImport": OWN_ITEMS,
    "endImport": OWN_ITEMS,
    "readProvenance": REPRESENTATIVES,
    "readEarlierTraces": REPRESENTATIVES,
    # majority: for who represents, and for whose notebook it is; only they take it over, only who represents lets them in
    "readMajority": INFORMED,
    "takeOver": "AA NN NN NNN NNN NNN",
    "inviteHolder": REPRESENTATIVES,
    # of an account of somebody of age; of a minor's nobody is told of anything to doubt
    "doubtHolder": "AA NN NN NNN NNN NNN",
    # the circle
    "listAccessModels": SIGNED_IN,
    "listConsentTexts": SIGNED_IN,
    "readCircle": PROFESSIONALS,
    "invite": REPRESENTATIVES,
    "readInvitation": REPRESENTATIVES,
    "cancelInvitation": THEIRS,
    "changeHabilitation": REPRESENTATIVES,
    "withdrawHabilitation": REPRESENTATIVES,
    "readReceipt": INFORMED,
    # on paper: the person of the access prints and keeps their own; what is sent says the rest
    "printConsentPaper": REPRESENTATIVES,
    "listSignedPapers": INFORMED,
    "keepSignedPaper": CIRCLE,
    "readSignedPaper": INFORMED,
    # asking for an access: of people, and of no notebook
    "listAskings": SIGNED_IN,
    "askAccess": SIGNED_IN,
    "cancelAsking": OWN_ITEMS,
    "listReceivedAskings": SIGNED_IN,
    "takeAskingCode": SIGNED_IN,
    "refuseAsking": OWN_ITEMS,
    "listKeptOutAskers": SIGNED_IN,
    "letAskAgain": OWN_ITEMS,
    "openAskedInvitation": OWN_ITEMS,
    "acceptAskedInvitation": OWN_ITEMS,
    # teams: no notebook is named but by those who hold its door
    "listTeams": SIGNED_IN,
    "foundTeam": SIGNED_IN,
    "readTeam": TEAM,
    "makeTeamLink": TEAM,
    "inviteToTeam": REFERENT,
    "cancelTeamInvitation": OWN_ITEMS,
    "endTeamMember": OWN_ITEMS,
    "handOverTeam": REFERENT,
    "nameTeamDeputy": REFERENT,
    "confirmTeam": REFERENT,
    "takeTeamOver": DEPUTY,
    "openTeamLink": SIGNED_IN,
    "openTeamInvitation": ANYONE,
    "acceptTeamInvitation": SIGNED_IN,
    "refuseTeamInvitation": SIGNED_IN,
    "openToTeam": REPRESENTATIVES,
    "changeTeamOpening": REPRESENTATIVES,
    "withdrawTeamOpening": THEIRS,
    "readTeamReceipt": INFORMED,
    "readTeamMemberReceipt": "AA NN NN NNP PNP PNN",  # of the one who enters by the team: their own
    "actForStructure": CIRCLE,
    # who sees one item: for representatives, and for who added it; what is sent says which
    "readWhoSees": INFORMED,
    "hideItem": CIRCLE,
    "showItem": THEIRS,
    # showing something to who sees it already: by who sees the circle; what is shown is opened by whom it is shown to
    "readPassable": PROFESSIONALS,
    "showToSomebody": PROFESSIONALS,
    "listShown": CIRCLE,
    "openShown": "AA NN NN NNN NNN NNN",
    "takeBackShown": "AA NN NN NNP NNN NNN",
    "readTraces": REPRESENTATIVES,
    "readAlikeTraces": REPRESENTATIVES,
    "exportTraces": REPRESENTATIVES,
    "downloadSealedTraces": REPRESENTATIVES,
    "downloadTraceProof": REPRESENTATIVES,
    # every phone of the circle keeps the last root it saw
    "readSeal": CIRCLE,
    # anyone of the circle reads what they did themselves
    "readOwnTraces": CIRCLE,
    "readTraceDays": CIRCLE,
    "readDetails": PROFESSIONALS,
    "changeDetails": INFORMED,
    # photos and films: a carer adds, and sees what they added
    "describeUploads": ANYONE,
    "createUpload": SIGNED_IN,
    "listUploads": SIGNED_IN,
    "readUpload": THEIRS,
    "continueUpload": THEIRS,
    "endUpload": THEIRS,
    "overrideUpload": THEIRS,
    "listCaptures": CIRCLE,
    "findSameCaptures": CIRCLE,
    "countCaptures": CIRCLE,
    "listBin": CIRCLE,
    "readCapture": PROFESSIONALS,
    "readCaptureFile": PROFESSIONALS,
    "headCaptureFile": PROFESSIONALS,
    "changeCapture": REPRESENTATIVES,
    "binCapture": REPRESENTATIVES,
    "restoreCapture": REPRESENTATIVES,
    # gait: what is measured on a film is seen by who sees it; binned by its author or who manages the album
    "readGait": PROFESSIONALS,
    "listTreatments": PROFESSIONALS,
    "addTreatment": PROFESSIONALS,
    "changeTreatment": REPRESENTATIVES,
    "binTreatment": REPRESENTATIVES,
    "restoreTreatment": REPRESENTATIVES,
    "listMeasures": PROFESSIONALS,
    "addMeasure": PROFESSIONALS,
    "exportMeasures": PROFESSIONALS,
    "binMeasure": REPRESENTATIVES,
    "restoreMeasure": REPRESENTATIVES,
    "cutClip": PROFESSIONALS,
    # images of films in a letter: the album lets in; each film and the category are then looked at
    "listReportReaders": CIRCLE,
    "makeReport": CIRCLE,
    # the habits: a carer reads and writes them
    "readHabits": CIRCLE,
    "writeHabit": CIRCLE,
    "confirmHabit": CIRCLE,
    "unconfirmHabit": CIRCLE,
    "readHabitHistory": CIRCLE,
    "printHabits": CIRCLE,
    # the sheets made of lines, allergies for one: each sheet is a category of its own
    "listSheets": PROFESSIONALS,
    "readSheets": PROFESSIONALS,
    "readSheet": PROFESSIONALS,
    "writeLine": REPRESENTATIVES,
    "confirmLine": REPRESENTATIVES,
    "unconfirmLine": REPRESENTATIVES,
    "readLineHistory": PROFESSIONALS,
    # weight and height: a category of its own; a value is changed by its author, or who manages the sheet
    "readMeasurements": PROFESSIONALS,
    "addMeasurement": REPRESENTATIVES,
    "exportMeasurements": PROFESSIONALS,
    "changeMeasurement": REPRESENTATIVES,
    "binMeasurement": REPRESENTATIVES,
    "restoreMeasurement": REPRESENTATIVES,
    "readMeasurementHistory": PROFESSIONALS,
    # the agenda
    "readAgenda": PROFESSIONALS,
    "readAgendaItem": PROFESSIONALS,
    "addAgendaItem": REPRESENTATIVES,
    "changeAgendaItem": REPRESENTATIVES,
    "setAgendaItemDone": REPRESENTATIVES,
    "binAgendaItem": REPRESENTATIVES,
    "restoreAgendaItem": REPRESENTATIVES,
    "listAgendaBin": REPRESENTATIVES,
    # letters: a carer sees none
    "listDocuments": PROFESSIONALS,
    "findSameDocuments": PROFESSIONALS,
    "countDocuments": PROFESSIONALS,
    "listDocumentBin": PROFESSIONALS,
    "readDocument": PROFESSIONALS,
    "readDocumentWords": PROFESSIONALS,
    "readDocumentPage": PROFESSIONALS,
    "readDocumentFile": PROFESSIONALS,
    "proposeForDocuments": PROFESSIONALS,
    "readDocumentMove": INFORMED,
    "readDocumentFileWords": PROFESSIONALS,
    "readDocumentFilePage": PROFESSIONALS,
    "readDocumentFileCopy": PROFESSIONALS,
    "changeDocumentFile": REPRESENTATIVES,
    "takeBackDocumentFile": REPRESENTATIVES,
    "restoreDocumentFile": REPRESENTATIVES,
    "changeDocument": REPRESENTATIVES,
    "binDocument": REPRESENTATIVES,
    "restoreDocument": REPRESENTATIVES,
    # found: whatever each may read
    "findInCarnet": CIRCLE,
    # a copy of everything: each representative's own
    "readExports": REPRESENTATIVES,
    "askExport": REPRESENTATIVES,
    "readExport": THEIRS,
    "endExport": THEIRS,
    "downloadExport": THEIRS,
    "headExport": THEIRS,
    # the urgent sheet
    "readEmergencySheet": CIRCLE,
    "previewEmergencySheet": CIRCLE,
    "readEmergencyHistory": REPRESENTATIVES,
    "addEmergencyLine": REPRESENTATIVES,
    "changeEmergencyLine": REPRESENTATIVES,
    "removeEmergencyLine": REPRESENTATIVES,
    "restoreEmergencyLine": REPRESENTATIVES,
    "confirmEmergencyLine": REPRESENTATIVES,
    "confirmEmergencySheet": REPRESENTATIVES,
    "unconfirmEmergencySheet": REPRESENTATIVES,
    "orderEmergencyLines": REPRESENTATIVES,
    "answerEmergencySection": REPRESENTATIVES,
    "listEmergencyLinks": REPRESENTATIVES,
    "createEmergencyLink": REPRESENTATIVES,
    "revokeEmergencyLink": REPRESENTATIVES,
    "renewEmergencyLink": REPRESENTATIVES,
    "showEmergencyCode": REPRESENTATIVES,
    "printEmergencyCard": REPRESENTATIVES,
}

ON_A_CLOSED_NOTEBOOK = {
    "createUpload": "AA NN NN NNN",
    "openInvitation": "NN NN NN NNN",
    "acceptInvitation": "AA NN NN NNN",
    "refuseInvitation": "AA NN NN NNN",
    "reopenCarnet": "AA NN NN NNP",
}
"""Once a notebook is closed, what its address or an item of it names exists for nobody. Written here: the operations whose
address names neither, and the one way back. (A code of its urgent sheet says 410, whoever asks.)"""
