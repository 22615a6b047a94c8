/** The mark and the name. On a narrow screen the mark alone. */
export function Brand() {
  return (
    <div className="flex shrink-0 items-center gap-[9px] py-1 pr-2 font-[660] text-[15px] tracking-[-0.01em] wide:px-2 wide:pt-0.5 wide:pb-[18px]">
      <svg aria-hidden viewBox="0 0 20 20" className="size-5">
        <rect width="20" height="20" rx="6" className="fill-accent" />
        <path
          d="M5 8.5c0 3.2 2.2 5.2 5 5.2s5-2 5-5.2"
          fill="none"
          strokeWidth="2.2"
          strokeLinecap="round"
          className="stroke-on-accent"
        />
      </svg>
      <span className="max-wide:sr-only">Offhook</span>
    </div>
  );
}
