using System.Collections.Frozen;

namespace ResponsibilityGrid.Gateway;

/// <summary>What can be wrong with a workbook. The codes are a contract with those who automate imports: add, never rename.</summary>
internal static class FaultCode
{
    // The file or a sheet as a whole.
    public const string WorkbookUnreadable = "WORKBOOK_UNREADABLE";
    public const string WorkbookTooLarge = "WORKBOOK_TOO_LARGE";
    public const string ZipBomb = "ZIP_BOMB";
    public const string SheetMissing = "SHEET_MISSING";
    public const string SheetEmpty = "SHEET_EMPTY";
    public const string SheetDuplicate = "SHEET_DUPLICATE";
    public const string ColumnMissing = "COLUMN_MISSING";
    public const string ColumnDuplicate = "COLUMN_DUPLICATE";
    public const string QuoteOpen = "QUOTE_OPEN";
    public const string RootMissing = "ROOT_MISSING";

    // A sound row against what is on record.
    public const string RefusedByGrid = "REFUSED_BY_GRID";
    public const string ListIssued = "LIST_ISSUED";

    // One cell by itself.
    public const string ValueMissing = "VALUE_MISSING";
    public const string ValueError = "VALUE_ERROR";
    public const string DateUnreadable = "DATE_UNREADABLE";
    public const string YesNoUnreadable = "YES_NO_UNREADABLE";
    public const string CodeMissing = "CODE_MISSING";
    public const string CodeUnfit = "CODE_UNFIT";
    public const string CodeScientific = "CODE_SCIENTIFIC";
    public const string IdentityNumberUnfit = "IDENTITY_NUMBER_UNFIT";
    public const string TelephoneUnfit = "TELEPHONE_UNFIT";
    public const string LevelMissing = "LEVEL_MISSING";
    public const string LevelUnknown = "LEVEL_UNKNOWN";
    public const string LayerMissing = "LAYER_MISSING";
    public const string LayerUnknown = "LAYER_UNKNOWN";
    public const string LineUnknown = "LINE_UNKNOWN";
    public const string UnitKindUnknown = "UNIT_KIND_UNKNOWN";
    public const string FillKindUnknown = "FILL_KIND_UNKNOWN";
    public const string LinkKindUnknown = "LINK_KIND_UNKNOWN";
    public const string DueMissing = "DUE_MISSING";
    public const string DutyLevelMissing = "DUTY_LEVEL_MISSING";
    public const string DutyLayerMissing = "DUTY_LAYER_MISSING";
    public const string DutyListUnknown = "DUTY_LIST_UNKNOWN";
    public const string TextTooLong = "TEXT_TOO_LONG";
    public const string SharedReasonMissing = "SHARED_REASON_MISSING";

    // One row against the others.
    public const string CodeDuplicate = "CODE_DUPLICATE";
    public const string CodeTaken = "CODE_TAKEN";
    public const string UnitParentUnknown = "UNIT_PARENT_UNKNOWN";
    public const string UnitCycle = "UNIT_CYCLE";
    public const string RootDuplicate = "ROOT_DUPLICATE";
    public const string LevelShallower = "LEVEL_SHALLOWER";
    public const string DepartmentLevel = "DEPARTMENT_LEVEL";
    public const string DepartmentOutsideBureau = "DEPARTMENT_OUTSIDE_BUREAU";
    public const string PostUnitMissing = "POST_UNIT_MISSING";
    public const string PostUnitUnknown = "POST_UNIT_UNKNOWN";
    public const string PostUnknown = "POST_UNKNOWN";
    public const string PersonUnknown = "PERSON_UNKNOWN";
    public const string PersonUnitUnknown = "PERSON_UNIT_UNKNOWN";
    public const string DatesReversed = "DATES_REVERSED";
    public const string FillDuplicate = "FILL_DUPLICATE";
    public const string FillOverlap = "FILL_OVERLAP";
    public const string LinkDuplicate = "LINK_DUPLICATE";
    public const string LinkSubjectUnknown = "LINK_SUBJECT_UNKNOWN";
    public const string LinkTargetUnknown = "LINK_TARGET_UNKNOWN";
    public const string LinkEndMismatch = "LINK_END_MISMATCH";
    public const string LinkEndsSame = "LINK_ENDS_SAME";
    public const string LinkOverlap = "LINK_OVERLAP";
    public const string LinkMutual = "LINK_MUTUAL";
    public const string RefinesUnknown = "REFINES_UNKNOWN";
    public const string RefinesCircular = "REFINES_CIRCULAR";
    public const string RefinesOtherList = "REFINES_OTHER_LIST";

    // Nothing wrong with the row itself: what it refers to was skipped.
    public const string HangsOnSkipped = "HANGS_ON_SKIPPED";

    public static readonly FrozenSet<string> OfWhole = FrozenSet.Create(
        WorkbookUnreadable, WorkbookTooLarge, ZipBomb, SheetMissing, SheetEmpty, SheetDuplicate, ColumnMissing, ColumnDuplicate, QuoteOpen, RootMissing);
}
