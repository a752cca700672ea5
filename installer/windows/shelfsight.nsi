; Installer for Windows: for one person, without administrator rights; /S installs and removes silently.
; makensis -DVERSION=1.2.3 -DPROGRAM=folder -DOUT=setup.exe shelfsight.nsi
; Windows 10 and 11 are 64 bit, and so is the program.
Target amd64-unicode
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!ifndef VERSION
  !error "VERSION is missing"
!endif
!define NAME "Shelfsight"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define APPLICATION "Software\Classes\Applications\shelfsight-window.exe"

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "Folder"
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "LegalCopyright" "The Shelfsight authors, Apache-2.0"

!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\shelfsight-window.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString STILL_OPEN ${LANG_ENGLISH} "Shelfsight is still open. Close it, then try again."
LangString STILL_OPEN ${LANG_SIMPCHINESE} "Shelfsight 仍在运行。请关闭后重试。"
LangString KEPT ${LANG_ENGLISH} "Your catalogue and settings stay in $LOCALAPPDATA\shelfsight."
LangString KEPT ${LANG_SIMPCHINESE} "您的目录和设置保留在 $LOCALAPPDATA\shelfsight。"

!macro REFUSE_WHILE_OPEN
  ; A program that runs cannot be written to.
  ${If} ${FileExists} "$INSTDIR\shelfsight-window.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\shelfsight-window.exe" a
    ${If} ${Errors}
      MessageBox MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDOK
      SetErrorLevel 2
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section "Program"
  !insertmacro REFUSE_WHILE_OPEN
  ; The program's own folder goes as a whole, so that no file of an older version stays; add-ons stay.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${PROGRAM}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\shelfsight-window.exe"

  WriteRegStr HKCU "Software\${NAME}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\shelfsight-window.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Shelfsight authors"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0

  ; "Open with": offered beside the person's own programs, made the standard of nothing.
  WriteRegStr HKCU "${APPLICATION}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${APPLICATION}\shell\open\command" "" '"$INSTDIR\shelfsight-window.exe" "%1"'
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".jpg" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".jpeg" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".png" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".webp" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".bmp" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".gif" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".tif" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".tiff" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".csv" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".tsv" ""
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".xlsx" ""
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_OPEN
  ; Only what was installed: somebody may have chosen a folder with other things in it.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\addons"
  Delete "$INSTDIR\shelfsight.exe"
  Delete "$INSTDIR\shelfsight-window.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${APPLICATION}"
  DeleteRegKey HKCU "Software\${NAME}"
  DetailPrint "$(KEPT)"
SectionEnd
